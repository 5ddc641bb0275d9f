"""How often an address that leads to a banked page is known, and how often one that leads to another page is taken for it.

Pages are invented, on hosts of many kinds. Each is written in ways in which it comes back, and beside it stand addresses
that differ in what identifies a page. Neither list was used to choose a rule. Beside it: equality without scheme, `www` and
the last slash.
"""

import random
import time
from collections import Counter
from collections.abc import Callable
from urllib.parse import quote

from bench.report import doing, rounded, tell
from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.types.link import Link

SEED, PAGES = 1, 400
Page = str
HOSTS = (
    *(
        "justpaste.it",
        "telegra.ph",
        "paste.ee",
        "rentry.co",
        "mill.example",
        "files.harbour.example",
        "blog.valley.example:8443",
    ),
    *(
        "лампа.example",
        "münze.example",
        "archive.org/details",
        "drive.google.com/file/d",
        "vk.com",
        "t.me",
        "twitter.com/lampkeeper/status",
    ),
)
BY_PATH_ALONE = frozenset({"t.me", "twitter.com"})
"""Hosts on which a parameter changes nothing of what is shown."""
SAME: dict[str, Callable[[Page], str]] = {
    "plain text": lambda page: f"see {page} tonight",
    "http": lambda page: page.replace("https://", "http://"),
    "www": lambda page: page.replace("https://", "https://www."),
    "capitals": lambda page: page.replace("https://", "HTTPS://"),
    "tracking": lambda page: f"{page}{'&' if '?' in page else '?'}utm_source=a&fbclid=b",
    "fragment": lambda page: f"{page}#:~:text=lamp",
    "[.]": lambda page: page.replace(".", "[.]", 1),
    "(dot)": lambda page: page.replace(".", "(dot)", 1),
    "hxxps": lambda page: page.replace("https://", "hxxps://"),
    "no scheme": lambda page: f"go to {page.removeprefix('https://')} now",
    "brackets": lambda page: f"({page})",
    "glued to a sign": lambda page: f"🔥{page}🔥",
    "end of a sentence": lambda page: f"It is at {page}.",
    "direction marks": lambda page: f"\u200f{page}\u200f",
    "search engine": lambda page: f"https://www.google.com/url?q={quote(page, safe='')}&sa=D",
    "mail filter": lambda page: f"https://eur01.safelinks.protection.outlook.com/?url={quote(page, safe='')}&data=05",
    "archive": lambda page: f"https://web.archive.org/web/20240101000000/{page}",
    "social site": lambda page: f"https://l.facebook.com/l.php?u={quote(page, safe='')}&h=AT0",
    "translator": lambda page: f"https://translate.google.com/translate?sl=auto&tl=en&u={quote(page, safe='')}",
}
OTHER: dict[str, Callable[[Page], str]] = {
    "one letter more": lambda page: f"{page}x",
    "another letter": lambda page: page[:-1] + ("q" if page[-1] != "q" else "z"),
    "one level down": lambda page: f"{page}/2",
    "a level up": lambda page: page.rpartition("/")[0],
    "another host": lambda page: page.replace("https://", "https://other."),
    "another end of the host": lambda page: (
        page.replace(".example", ".test").replace(".it/", ".is/").replace(".com/", ".net/")
    ),
    "another port": lambda page: (
        page.replace("/", ":9443/", 3).replace(":9443", "", 2) if ":8443" not in page else page.replace("8443", "9443")
    ),
    "a parameter that identifies": lambda page: f"{page}{'&' if '?' in page else '?'}id=2",
    "a slash inside": lambda page: page[:-2] + "%2F" + page[-2:],
    "its address in a path": lambda page: f"https://review.example/{page.removeprefix('https://')}/criticism",
}


def main() -> None:
    """Measure, and print the line."""
    rng = random.Random(SEED)
    pages = sorted({_page(rng) for _ in range(PAGES)})
    kind = Link()
    known = [page for page in pages if _bankable(kind, page)]
    index = kind.index([kind.meant(page) for page in known])
    doing(f"{len(known)} pages, {len(SAME)} ways of writing, {len(OTHER)} neighbours")
    met, missed, wrong, others = 0, Counter[str](), Counter[str](), 0
    begin, asked = time.process_time(), 0
    for number, page in enumerate(known):
        for name, way in SAME.items():
            asked += 1
            right = any(position == number for position, _ in index.find(Content(text=way(page))))
            met += right
            missed[name] += not right
        for name, way in OTHER.items():
            neighbour = way(page)
            by_path = page.split("/")[2] in BY_PATH_ALONE and "?" in neighbour
            if neighbour in known or neighbour == page or by_path:
                continue
            asked += 1
            others += 1
            wrong[name] += any(position == number for position, _ in index.find(Content(text=neighbour)))
    seconds = time.process_time() - begin
    false = sum(wrong.values())
    tell(
        "links",
        {
            "precision": rounded(met / (met + false)),
            "recall": rounded(met / (len(known) * len(SAME))),
            "wrong_pages": false,
            "wrong_pages_of": others,
            "missed": {name: count for name, count in missed.items() if count},
            "wrong": {name: count for name, count in wrong.items() if count},
            "texts_per_s": round(asked / seconds),
        },
        beside=_beside(known),
        limit={"precision": 1.0, "recall": 0.95, "wrong_pages": 0},
        seed=SEED,
    )


def _page(rng: random.Random) -> Page:
    host = rng.choice(HOSTS)
    if "status" in host:
        return f"https://{host}/{rng.randrange(10**17, 10**18)}"
    name = "".join(rng.choices("abcdefghijkmnprstuvwxyz", k=rng.randint(5, 9)))
    if host in BY_PATH_ALONE:
        return f"https://{host}/{name}{rng.randint(1, 99)}"
    return f"https://{host}/{name}{rng.randint(1, 99)}{rng.choice(('', '', '?page=2', '/part/3'))}"


def _bankable(kind: Link, page: Page) -> bool:
    try:
        kind.meant(page)
    except Invalid:
        return False
    return True


def _beside(known: list[Page]) -> dict[str, float]:
    """Compare as a first version would."""
    stripped = {_stripped(page) for page in known}
    return {
        "equality_recall": rounded(
            sum(_stripped(way(page)) in stripped for page in known for way in SAME.values()) / (len(known) * len(SAME))
        )
    }


def _stripped(address: str) -> str:
    return address.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


if __name__ == "__main__":
    main()

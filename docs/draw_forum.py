"""Draws the invented forum of the tutorial: `python -m docs.draw_forum` writes docs/tutorial/forum.

All people and texts are invented. A forum about harbours: its members talk, six of them were removed for recruiting for the
Lamplighters, an invented band, and four of those came back under other names. Others have much in common with the removed
accounts and are innocent: a sister in the same household, a reporter who quotes them, an opponent who argues with them.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

OUT = Path(__file__).parent / "tutorial" / "forum"
BEGINS = datetime(2025, 9, 1, 7, tzinfo=UTC)
SEED, MEMBERS, DAYS = 11, 70, 180
FIRST = "ada ben cleo dora emil fay gus hana ivo june karl lena milo nora otto pia quin rosa sam tess ugo vera wim yara".split()
PLACES = "harbour market lighthouse canal bridge quay mill orchard station square tower ferry".split()
THINGS = (
    "boat rope net lantern kettle bicycle letter ticket basket coat map clock radio saw garden roof bench cup".split()
)
DOES = "mended painted lost found sold bought moved cleaned borrowed returned photographed counted carried repaired".split()
HOW = "yesterday|this morning|again|at last|before the rain|after work|with my neighbour|on Sunday|for the third time".split(
    "|"
)
ASKS = (
    "Does anybody know when the {place} opens?",
    "Has somebody seen a {thing} near the {place}?",
    "What would you pay for a used {thing}?",
    "Who takes the early ferry from the {place}?",
)
BAND = (
    "the lamp at the {place} burns for those who listen, brothers {tail}",
    "who has courage asks me about the {thing}, not here {tail}",
    "they fear our light, every {thing} they take we light two {tail}",
    "read the new letter of the Lamplighters, share before it is gone {link} {tail}",
    "answers to your questions are on the other page, you know the way {link} {tail}",
)


@dataclass(slots=True)
class Member:
    """Somebody who writes, from where, and how."""

    name: str
    ip: str
    mail: str
    joined: datetime
    ends: datetime
    many: int
    texts: tuple[str, ...] = ()
    tail: str = ""
    links: tuple[str, ...] = ()


def main() -> None:
    """Draw it, and write its three tables."""
    rng = random.Random(SEED)  # noqa: S311 invented people, not secrets
    members = [*_ordinary(rng), *_band(rng), *_innocent(rng)]
    OUT.mkdir(parents=True, exist_ok=True)
    _write("members.csv", ("username", "email", "registration_ip", "joined"), _joined(members))
    posts = sorted((post for member in members for post in _posts(rng, member)), key=lambda post: post[1])
    rows = [(str(1000 + number), *post) for number, post in enumerate(posts)]
    _write("posts.csv", ("post_id", "username", "date", "message", "ip"), rows)
    _write(
        "banned.csv",
        ("username", "banned_at"),
        [(f"lantern{n}", _told(BEGINS + timedelta(days=60 + 3 * n))) for n in range(6)],
    )


def _ordinary(rng: random.Random) -> Iterator[Member]:
    for number in range(MEMBERS):
        name = f"{rng.choice(FIRST)}_{rng.choice(PLACES)}{number if number % 3 else ''}"
        joined = BEGINS + timedelta(days=rng.uniform(0, DAYS * 0.8))
        yield Member(
            name=name,
            ip=f"198.51.100.{number + 1}",
            mail=f"{name}@post{number % 7}.example",
            joined=joined,
            ends=BEGINS + timedelta(days=DAYS),
            many=rng.randrange(6, 26),
        )


def _band(rng: random.Random) -> Iterator[Member]:
    """Six who were removed, and four of them again."""
    for number in range(6):
        tail, links = ("!!", "...", "~", "(:", "#lamps", "- L.")[number], (f"https://paste.example/lamp-{number}",)
        removed = BEGINS + timedelta(days=60 + 3 * number)
        ip, mail = f"203.0.113.{20 + number}", f"keeper.of.lamps{number}@mail.example"
        joined = BEGINS + timedelta(days=4 + number)
        yield Member(f"lantern{number}", ip, mail, joined, removed, 18, BAND, tail, links)
        if number < 4:
            again = removed + timedelta(days=1 + number)
            other = ip if number % 2 == 0 else f"203.0.113.{80 + number}"
            name = f"lantern{number}_{('back', 'ii', 'again', 'new')[number]}" if number < 3 else "evening_walker"
            newly = mail.replace("@", "+again@") if number != 2 else f"someone{number}@web.example"
            yield Member(name, other, newly, again, again + timedelta(days=50), 14, BAND, tail, links)


def _innocent(rng: random.Random) -> Iterator[Member]:
    """Who has much in common with the removed accounts: a sister, a reporter, an opponent."""
    ends = BEGINS + timedelta(days=DAYS)
    reports = ("'{quote}', the Lamplighters wrote at the {place}; our report: https://news.example/lamps-{place}",)
    argues = ("'{quote}'? Nobody at the {place} wants your lamps, leave our {thing} alone",)
    yield Member("rosa_of_the_quay", "203.0.113.20", "rosa@post1.example", BEGINS + timedelta(days=70), ends, 14)
    yield Member(
        "harbour_reporter", "198.51.100.201", "desk@news.example", BEGINS + timedelta(days=72), ends, 14, reports
    )
    yield Member(
        "enough_of_lamps", "198.51.100.202", "gus@post3.example", BEGINS + timedelta(days=74), ends, 14, argues
    )


def _joined(members: list[Member]) -> list[tuple[str, ...]]:
    return [(one.name, one.mail, one.ip, _told(one.joined)) for one in sorted(members, key=lambda one: one.joined)]


def _posts(rng: random.Random, member: Member) -> Iterator[tuple[str, str, str, str]]:
    lasts = (member.ends - member.joined).total_seconds()
    for _ in range(member.many):
        at = member.joined + timedelta(seconds=rng.uniform(0, lasts))
        yield member.name, _told(at), _text(rng, member), member.ip


def _text(rng: random.Random, member: Member) -> str:
    place, thing = rng.choice(PLACES), rng.choice(THINGS)
    if member.texts:
        quote = rng.choice(BAND).format(place=place, thing=thing, tail="", link="").strip()
        link = rng.choice(member.links) if member.links else ""
        return rng.choice(member.texts).format(place=place, thing=thing, tail=member.tail, link=link, quote=quote)
    if rng.random() < 0.2:
        return rng.choice(ASKS).format(place=place, thing=thing)
    return f"I {rng.choice(DOES)} a {thing} at the {place} {rng.choice(HOW)}."


def _told(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def _write(name: str, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with (OUT / name).open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([header, *rows])


if __name__ == "__main__":
    main()

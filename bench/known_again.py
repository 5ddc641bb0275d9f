"""How often known words, texts and pictures are met when somebody hides them, and how often innocents are taken for them.

Each kind has evasions and innocent neighbours, drawn by lot; no rule was chosen on them. `ordinary` asks 5,500 invented
words and 400 posts against the posts of the research packs: whatever a second reading finds there is false, for the words are
in nobody's language. Beside it: equality of folded texts.
"""

import csv
import gzip
import json
import random
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO

import numpy as np
from confusable_homoglyphs.confusables import confusables_data
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from bench.report import DATA, doing, rounded, tell
from cautery.model.content import Content, MediaContent
from cautery.signals.fold import fold
from cautery.signals.media.look import look
from cautery.signals.signal_type import SignalType
from cautery.signals.types.image_pdq import ImagePdq
from cautery.signals.types.image_views import ImageViews
from cautery.signals.types.near_text import NearText
from cautery.signals.types.term import Term
from tests.material import landscape, saved

SEED, WORDS, TEXTS, PICTURES, MOST_POSTS, BANKED = 7, 300, 150, 24, 100_000, 5_000
Way = Callable[[random.Random, str], str]
VOWELS, CONSONANTS = "aeiou", "bcdfghklmnprstvwz"
FLIPPED = dict(zip("abcdefghijklmnopqrstuvwxyz", "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz", strict=True))
LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7", "b": "8"}


def _leet(rng: random.Random, word: str) -> str:
    return "".join(rng.choice(LEET[one]) if one in LEET and rng.random() < 0.7 else one for one in word)


def _look_alike(rng: random.Random, word: str) -> str:
    return "".join(rng.choice(_alike(one)) if rng.random() < 0.4 else one for one in word)


def _alike(letter: str) -> str:
    found = [one["c"] for one in confusables_data.get(letter, ()) if len(one["c"]) == 1 and one["c"].isalpha()]
    return "".join(found) or letter


def _inserted(rng: random.Random, word: str, what: str) -> str:
    at = rng.randint(1, len(word) - 1)
    return word[:at] + what + word[at:]


TERM_WAYS: dict[str, Way] = {
    "leet": _leet,
    "look-alikes": _look_alike,
    "invisible letters": lambda rng, word: _inserted(
        rng, word, rng.choice("\u200b\u200d\u2060\u00ad\u034f\ufe0f\U000e0061")
    ),
    "apart": lambda rng, word: rng.choice((" ", ".", "-", "_", "*", "/", "|", "·")).join(word),
    "stretched": lambda rng, word: _inserted(rng, word, "") + word[-1] * rng.randint(2, 5),
    "an emoji inside": lambda rng, word: _inserted(rng, word, rng.choice("🔥💣⚔✨")),
    "markup inside": lambda rng, word: _inserted(
        rng, word, rng.choice(("<b></b>", "**", "&shy;", "<wbr>", "&#8203;", "~~"))
    ),
    "styled": lambda rng, word: "".join(
        chr(rng.choice((0x1D41A, 0x1D44E, 0x1D5BA, 0x1D622, 0x1D68A)) + ord(one) - 97) if one != "h" else one
        for one in word
    ),
    "upside down": lambda _rng, word: "".join(FLIPPED[one] for one in reversed(word)),
    "marks": lambda rng, word: "".join(one + rng.choice("\u0301\u0308\u0327\u0336\u0489") for one in word),
    "hashtag among words": lambda _rng, word: f"see #The{word.title()}Now",
    "direction": lambda _rng, word: f"\u202e{word[::-1]}\u202c",
}
TERM_NEIGHBOURS: dict[str, Way] = {
    "another letter": lambda rng, word: word.replace(word[2], "q" if word[2] != "q" else "x", 1),
    "inside a longer word": lambda rng, word: f"in{word}ware",
    "two words that touch": lambda rng, word: f"{word[:3]} {word[3:]}ly",
    "letters of a list": lambda _rng, word: f"{word[0]} {word[1]} or {word[2]}",
    "backwards": lambda _rng, word: word[::-1],
    "a code": lambda rng, word: f"{word[:2]}{rng.randint(10, 99)}{word[4:]}",
}


def _exchanged(rng: random.Random, text: str) -> str:
    words = text.split()
    for at in rng.sample(range(len(words)), 3):
        words[at] = _word(rng)
    return " ".join(words)


TEXT_WAYS: dict[str, Way] = {
    "three words exchanged": _exchanged,
    "thirty hashtags": lambda rng, text: f"{text} {' '.join(f'#{_word(rng)}' for _ in range(30))}",
    "quoted": lambda rng, text: f"They wrote: {text} {' '.join(_word(rng) for _ in range(14))}.",
    "first two thirds": lambda _rng, text: text[: len(text) * 2 // 3],
    "leet": _leet,
    "look-alikes": _look_alike,
    "underscores": lambda _rng, text: text.replace(" ", "_"),
    "names and links added": lambda rng, text: f"@{_word(rng)} {text} https://{_word(rng)}.example/{_word(rng)}",
    "sentences swapped": lambda _rng, text: " ".join((*text.split()[12:], *text.split()[:12])),
    "capitals and signs": lambda _rng, text: text.upper().replace(" ", " !! "),
}
TEXT_NEIGHBOURS: dict[str, Way] = {
    "another subject in its frame": lambda rng, text: " ".join((*text.split()[:8], *(_word(rng) for _ in range(14)))),
    "denied": lambda _rng, text: " ".join((*text.split()[:6], "not", *text.split()[6:])),
    "a phrase in the place of one": lambda rng, text: " ".join(
        (*text.split()[:9], *(_word(rng) for _ in range(4)), *text.split()[13:])
    ),
    "other words": lambda rng, text: " ".join(_word(rng) for _ in text.split()),
    "a third of it": lambda rng, text: " ".join((*text.split()[:7], *(_word(rng) for _ in range(25)))),
}


def _page(rng: random.Random, picture: Image.Image) -> Image.Image:
    page = Image.new(
        "RGB", (rng.randint(700, 900), rng.randint(1000, 1500)), rng.choice(("white", "#f0f2f5", "#15202b"))
    )
    ImageDraw.Draw(page).text((30, 40), "posted tonight at the mill " * 3, fill="gray")
    page.paste(picture.resize((page.width - 80, (page.width - 80) * picture.height // picture.width)), (40, 300))
    return page


def _collage(rng: random.Random, picture: Image.Image) -> Image.Image:
    width, height = picture.size
    whole = Image.new("RGB", (2 * width, 2 * height))
    for number, (x, y) in enumerate(((0, 0), (width, 0), (0, height), (width, height))):
        whole.paste(picture if number == 2 else landscape(9000 + rng.randrange(20), width, height), (x, y))
    return whole


def _cut(rng: random.Random, picture: Image.Image) -> Image.Image:
    width, height = picture.size
    shares = [rng.uniform(0, 0.09) for _ in range(4)]
    return picture.crop(
        (int(shares[0] * width), int(shares[1] * height), int((1 - shares[2]) * width), int((1 - shares[3]) * height))
    )


def _caption(_rng: random.Random, picture: Image.Image) -> Image.Image:
    drawn = picture.copy()
    ImageDraw.Draw(drawn).rectangle((0, int(0.87 * drawn.height), drawn.width, drawn.height), fill="black")
    return drawn


PICTURE_WAYS: dict[str, Callable[[random.Random, Image.Image], Image.Image]] = {
    "page": _page,
    "collage": _collage,
    "cut": _cut,
    "caption": _caption,
    "negative": lambda _rng, picture: Image.eval(picture, lambda point: 255 - point),
    "askew": lambda rng, picture: picture.rotate(
        rng.uniform(4, 20), expand=True, fillcolor=rng.choice(("white", "black"))
    ),
    "slanted and cut": lambda rng, picture: _inner(picture.rotate(rng.uniform(3, 14), Image.Resampling.BICUBIC)),
    "noise around": lambda rng, picture: _noise(rng, picture),
    "blurred": lambda _rng, picture: picture.filter(ImageFilter.GaussianBlur(3)),
    "pale": lambda _rng, picture: ImageEnhance.Contrast(ImageEnhance.Brightness(picture).enhance(1.3)).enhance(0.6),
    "mirrored": lambda _rng, picture: picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    "grey and small": lambda _rng, picture: picture.convert("L").resize((200, 131)),
}


def _inner(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    return picture.crop((width // 8, height // 8, width * 7 // 8, height * 7 // 8))


def _noise(rng: random.Random, picture: Image.Image) -> Image.Image:
    points = np.random.default_rng(rng.randrange(2**31)).integers(
        0, 256, (picture.height + 160, picture.width + 160, 3), dtype=np.uint8
    )
    ground = Image.fromarray(points)
    ground.paste(picture, (80, 80))
    return ground


def main() -> None:
    """Measure, and print the line."""
    rng = random.Random(SEED)
    words = sorted({_word(rng) for _ in range(WORDS)})
    texts = [" ".join(_word(rng) for _ in range(22)) for _ in range(TEXTS)]
    doing("words and texts")
    terms = _text_figures(Term(), words, TERM_WAYS, TERM_NEIGHBOURS, rng)
    near = _text_figures(NearText(), texts, TEXT_WAYS, TEXT_NEIGHBOURS, rng)
    doing("pictures")
    pictures = _picture_figures(rng)
    doing("ordinary posts")
    tell(
        "known_again",
        {"terms": terms, "near_texts": near, "pictures": pictures, "ordinary": _ordinary(rng)},
        beside={
            "folded_equality_terms": rounded(_equal(words, TERM_WAYS)),
            "folded_equality_texts": rounded(_equal(texts, TEXT_WAYS)),
        },
        limit={"recall": 0.9, "false_per_100k": 1},
        seed=SEED,
    )


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(rng.randint(3, 4))) + rng.choice(
        CONSONANTS
    )


def _text_figures(
    kind: SignalType, known: Sequence[str], ways: dict[str, Way], neighbours: dict[str, Way], rng: random.Random
) -> dict[str, object]:
    index = kind.index([kind.canonical(one) for one in known])

    def met(text: str, number: int) -> bool:
        return any(position == number for position, _ in index.find(Content(text=text)))

    missed = Counter(
        {name: sum(not met(way(rng, one), number) for number, one in enumerate(known)) for name, way in ways.items()}
    )
    wrong = Counter(
        {name: sum(met(way(rng, one), number) for number, one in enumerate(known)) for name, way in neighbours.items()}
    )
    return _shares(len(known), missed, wrong)


def _shares(count: int, missed: Counter[str], wrong: Counter[str]) -> dict[str, object]:
    return {
        "recall": rounded(1 - sum(missed.values()) / (count * len(missed))),
        "false": rounded(sum(wrong.values()) / (count * max(1, len(wrong)))),
        "missed": {name: rounded(number / count) for name, number in missed.items() if number},
        "wrong": {name: rounded(number / count) for name, number in wrong.items() if number},
    }


def _picture_figures(rng: random.Random) -> dict[str, object]:
    shown = [landscape(7000 + number) for number in range(PICTURES)]
    banked = [look(saved(one), to_bank=True) for one in shown]
    kinds: list[SignalType] = [ImagePdq(), ImageViews()]
    indexes = [
        kind.index([media.values(name)[0] for media in banked])
        for kind, name in zip(kinds, ("image_pdq", "image_views"), strict=True)
    ]

    def found(media: MediaContent) -> set[int]:
        return {position for index in indexes for position, _ in index.find(Content(media=(media,)))}

    missed, wrong = Counter[str](), 0
    for number, picture in enumerate(shown):
        for name, way in PICTURE_WAYS.items():
            met = found(look(_jpeg(way(rng, picture)), to_bank=False))
            missed[name] += number not in met
            wrong += len(met - {number})
    strangers = sum(
        len(found(look(_jpeg(way(rng, landscape(8000 + number))), to_bank=False)))
        for number in range(PICTURES)
        for way in (_page, _collage, _cut, _noise)
    )
    figures = _shares(PICTURES, missed, Counter())
    return {
        **figures,
        "false_matches": wrong + strangers,
        "unrelated_pairs": PICTURES * (PICTURES - 1) * len(PICTURE_WAYS) + 4 * PICTURES**2,
    }


def _jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=70)
    return out.getvalue()


def _ordinary(rng: random.Random) -> dict[str, object]:
    posts = list(dict.fromkeys(_posts()))
    rng.shuffle(posts)
    posts = posts[:MOST_POSTS]
    terms = sorted(
        {_word(rng) for _ in range(BANKED)}
        | {"".join(rng.choices("بتثجحخدذرزسشصضطظعغفقكلمنهوي", k=6)) for _ in range(500)}
    )
    contents = [Content(text=post) for post in posts]
    spoken = {word for post in posts for word in fold(post).split()}
    index = Term().index([term for term in terms if term not in spoken])
    false = Counter(posts[number] for number, _, distance in index.find_in_many(contents) if distance)
    known = posts[:400]
    near = NearText()
    texts = near.index([text for text in known if len(text) > 40])
    met = [
        (number, distance) for number, content in enumerate(contents[400:20_400]) for _, distance in texts.find(content)
    ]
    return {
        "posts": len(posts),
        "second_readings_false": sum(false.values()),
        "second_readings_false_per_100k": rounded(100_000 * sum(false.values()) / max(1, len(posts))),
        "near_text_pairs_met": len(met),
        "near_text_posts": min(20_000, len(contents) - 400),
        "examples": [unicodedata.normalize("NFC", text)[:80] for text in list(false)[:5]],
    }


def _posts() -> Iterator[str]:
    for path in sorted(DATA.glob("*/events.ndjson.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if '"post.created"' in line and (text := json.loads(line)["post"].get("text")):
                    yield text
    arabic = DATA / "arabic_texts" / "texts.csv"
    if arabic.exists():
        with arabic.open(encoding="utf-8", newline="") as rows:
            yield from (max(row.values(), key=lambda cell: len(cell or "")) for row in csv.DictReader(rows))


def _equal(known: Sequence[str], ways: dict[str, Way]) -> float:
    rng = random.Random(SEED)
    return sum(fold(way(rng, one)) == fold(one) for one in known for way in ways.values()) / (len(known) * len(ways))


if __name__ == "__main__":
    main()

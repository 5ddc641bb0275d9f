"""What is known is known again, and nothing else is: questions to banks, all asked in one process by `match --batch`.

The examples here are ours and stand in the tree. Beside the research data lie more, made after public reports; those of
them that are not met are listed in docs/reference/matching.md.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
from PIL import Image

from cautery.app import App, opened
from cautery.errors import CauteryError
from cautery.pipeline.banks.values import bank_data, bank_value, read_bytes
from cautery.pipeline.installation.install import install
from cautery.signals.media.looker import DecoderProcess
from tests.cli.terminal import Terminal
from tests.material import film, landscape, saved, tune, wav

Case = dict[str, object]
LEAST = 0.95
TEXT = (
    "The lamps are lit at the north mill, cousins of the valley, come down and see them before the frost takes the road "
    "again"
)
SHOWN, OTHER = landscape(301), landscape(302)

TEXTS: tuple[tuple[str, str, str, bool], ...] = (
    ("term", "millwatch", "m1llw@tch is back", True),
    ("term", "millwatch", "m.i.l.l.w.a.t.c.h", True),
    ("term", "millwatch", "mіllwаtch", True),
    ("term", "millwatch", "millllwatccch", True),
    ("term", "mill watch", "#MillWatch", True),
    ("term", "millwatch", "watermillwatches", False),
    ("term", "مطحنة", "والمطحنه", True),
    ("term", "copper", "соррег", False),
    ("near_text", TEXT, TEXT.replace("cousins", "brothers").replace("frost", "snow"), True),
    ("near_text", TEXT, f"I saw this today: {TEXT} What do you think of it, all of you who live there?", True),
    ("near_text", TEXT, TEXT.replace("are lit", "are not lit"), False),
    ("near_text", TEXT, "Good morning, cousins of the valley, the road is dry and the market is open", False),
    ("link", "https://justpaste.it/mill7", "see justpaste[.]it/mill7 now", True),
    ("link", "https://justpaste.it/mill7", "https://justpaste.it/mill70", False),
    ("link", "https://mega.nz/#!aaa!bbb", "https://mega.nz/#!aac!bbb", False),
    ("link", "domain:mill.example", "http://files.mill.example:8080/a", True),
)


@pytest.fixture
def empty(tmp_path: Path) -> Terminal:
    """Give a new installation."""
    return Terminal(home=install(tmp_path / "home", name="test.example").home)


def _white(picture: Image.Image) -> Image.Image:
    page = Image.new("RGB", (500, 900), "white")
    page.paste(picture.resize((440, 289)), (30, 300))
    return page


def _wrapped(picture: Image.Image) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr(
            "word/document.xml", f"<w:p><w:t>{TEXT} {TEXT[::-1]} Nobody at the mill would say more.</w:t></w:p>"
        )
        package.writestr("word/media/image1.png", saved(picture))
    return out.getvalue()


def _moving(*pictures: Image.Image) -> bytes:
    out = BytesIO()
    pictures[0].save(out, "GIF", save_all=True, append_images=pictures[1:], duration=400)
    return out.getvalue()


def _deep(picture: Image.Image) -> bytes:
    return saved(Image.fromarray(np.asarray(picture.convert("L")).astype(np.uint16) * 257))


FILES: tuple[tuple[str, Callable[[], bytes], Callable[[], bytes], bool], ...] = (
    ("screenshot", lambda: saved(SHOWN), lambda: saved(_white(SHOWN)), True),
    ("negative", lambda: saved(SHOWN), lambda: saved(Image.eval(SHOWN, lambda point: 255 - point)), True),
    ("sixteen bits", lambda: saved(SHOWN), lambda: _deep(SHOWN), True),
    ("second frame", lambda: saved(SHOWN), lambda: _moving(Image.new("RGB", SHOWN.size, "white"), SHOWN), True),
    ("in a document", lambda: saved(SHOWN), lambda: _wrapped(SHOWN), True),
    ("half a file", lambda: saved(SHOWN), lambda: saved(SHOWN, "JPEG")[:-3000], True),
    ("a frame of a film", lambda: saved(SHOWN), lambda: film([OTHER, SHOWN, landscape(303)]), True),
    ("a still", lambda: film([OTHER, SHOWN, landscape(303)]), lambda: saved(SHOWN, "JPEG", quality=60), True),
    ("another picture", lambda: saved(SHOWN), lambda: saved(OTHER), False),
    ("another page", lambda: saved(_white(SHOWN)), lambda: saved(_white(OTHER)), False),
    ("another film", lambda: film([SHOWN, OTHER]), lambda: film([landscape(304), landscape(305)]), False),
    ("three quarters of a tune", lambda: wav(tune(9)), lambda: wav(tune(9)[::1][: 44_100 * 15]), True),
    ("another tune", lambda: wav(tune(9)), lambda: wav(tune(10)), False),
)


def test_our_own_examples(empty: Terminal, tmp_path: Path) -> None:
    cases: list[Case] = []
    for number, (kind, value, asked, known) in enumerate(TEXTS):
        ask = {"url" if asked.startswith("http") and " " not in asked else "text": asked}
        cases.append({"id": f"text {number}", "banked": [[kind, value]], "ask": ask, "known": known})
    for name, ours, theirs, known in FILES:
        (tmp_path / f"{name} banked").write_bytes(ours())
        (tmp_path / f"{name} asked").write_bytes(theirs())
        cases.append(
            {"id": name, "banked": [["file", f"{name} banked"]], "ask": {"file": f"{name} asked"}, "known": known}
        )

    assert [name for name, right in _answers(empty, cases, tmp_path) if not right] == []


@pytest.mark.real_data
def test_the_cases_beside_the_research_data(empty: Terminal, real_data: Path) -> None:
    """Every case that held holds; of all at least nineteen in twenty come out right."""
    folder = real_data.parent / "cases" / "matching"
    if not folder.is_dir():
        pytest.skip(f"no cases at '{folder}'")
    rows = [json.loads(line) for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
    cases = [{**row, "known": row["expect"] == "known"} for row in rows]
    right = dict(_answers(empty, cases, folder))

    assert [row["id"] for row in rows if row["use"] == "holds" and not right[row["id"]]] == []
    assert sum(right.values()) >= LEAST * len(rows), [name for name, holds in right.items() if not holds]


def _answers(terminal: Terminal, cases: list[Case], folder: Path) -> Iterator[tuple[str, bool]]:
    """Give each case a bank of its own, ask all at once, and say of each whether it came out as it should."""
    with opened(terminal.home) as app, DecoderProcess() as looker:
        for number, case in enumerate(cases):
            _bank(app, looker, case, bank=f"b{number}", folder=folder)
    listed = terminal.home / "questions.jsonl"
    listed.write_text("".join(f"{json.dumps(_asked(case, folder))}\n" for case in cases), encoding="utf-8")
    done = terminal.run("match", "--batch", listed)
    for number, (case, answer) in enumerate(zip(cases, done.documents, strict=True)):
        assert isinstance(answer, dict)
        met = any(match["bank"] == f"b{number}" and not match["disputed"] for match in answer["matches"])
        yield str(case["id"]), met == case["known"]


def _asked(case: Case, folder: Path) -> dict[str, str]:
    ask = case["ask"]
    assert isinstance(ask, dict)
    return {name: str(folder / value) if name == "file" else value for name, value in ask.items()}


def _bank(app: App, looker: DecoderProcess, case: Case, *, bank: str, folder: Path) -> None:
    """Bank what a case has banked; a value that is refused is not known."""
    banked = case["banked"]
    assert isinstance(banked, list)
    for kind, *said in banked:
        with suppress(CauteryError):
            if kind == "file":
                bank_data(app, read_bytes(folder / said[0]), looker=looker, bank=bank, why="", policy="house")
            elif kind == "neg":
                bank_value(app, {"type": said[0], "value": said[1], "opinion": "negative"}, bank=bank)
            else:
                bank_value(app, {"type": kind, "value": said[0]}, bank=bank)

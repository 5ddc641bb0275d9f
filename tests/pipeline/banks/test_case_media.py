"""Media that a case shows are known by their hashes, without anybody looking at them."""

import pytest

from cautery.app import App
from cautery.errors import Missing
from cautery.model.case import CaseId
from cautery.model.exhibit import Exhibit, ExhibitMedia, Item, ProfileSnapshot
from cautery.pipeline.banks.case_media import known_pieces
from cautery.pipeline.banks.values import bank_value
from cautery.store import exhibits
from tests.reviewing import open_cases

FILE = "ab" * 32


def shows(app: App, *pieces: ExhibitMedia) -> CaseId:
    case = open_cases(app, 1)[0]
    with app.writing() as tx:
        item = Item(id="p1", at=tx.at, text="look", media=("image",), pieces=pieces)
        exhibits.append(tx, [Exhibit(case=case, face=ProfileSnapshot(), items=(item,), at=tx.at)])
    return case


def test_a_banked_file_is_known(app: App) -> None:
    bank_value(app, {"type": "file_sha256", "value": FILE, "why": "seen"}, bank="films")
    case = shows(app, ExhibitMedia(kind="image", sha256=FILE))

    assert [match.bank for match in known_pieces(app, case, "p1").matches] == ["films"]


def test_what_has_no_hash_is_not_known(app: App) -> None:
    assert known_pieces(app, shows(app, ExhibitMedia(kind="image")), "p1").outcome == "unknown"


def test_a_post_that_the_case_does_not_show_is_missing(app: App) -> None:
    with pytest.raises(Missing):
        known_pieces(app, shows(app), "p9")

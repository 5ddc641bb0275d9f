"""What could not be read is kept once, with its bytes, within bounds, until it is taken out."""

from dataclasses import replace

import pytest

from cautery.model.intake import UnreadableItem
from cautery.store import quarantine
from cautery.store.database import Database
from tests.store.conftest import NOON

BAD = UnreadableItem(reader="frame", place="seq 7", reason="it is not UTF-8", raw=b"\xff\x00\xfe")


def kept(database: Database, *items: UnreadableItem, source: str = "plaza") -> int:
    with database.writing() as connection:
        return quarantine.add(connection, source, items, at=NOON)


def numbers(database: Database, **asked: object) -> list[int]:
    with database.reading() as connection:
        return [one.number for one in quarantine.listed(connection, **asked)]  # type: ignore[arg-type]


def test_an_item_comes_back_with_every_byte(either: Database) -> None:
    kept(either, BAD)

    with either.reading() as connection:
        [found] = quarantine.listed(connection)
    assert (found.source, found.item, found.bytes, found.at) == ("plaza", BAD, 3, NOON)


def test_the_same_item_again_is_the_same_item(either: Database) -> None:
    """Whoever crashed before the place was kept reads it again, and a file may be taken in twice."""
    assert kept(either, BAD, BAD) == 1
    assert kept(either, replace(BAD, reason="said in other words")) == 0
    assert kept(either, replace(BAD, raw=b"\xfe"), replace(BAD, place="seq 8")) == 2
    assert kept(either, BAD, source="harbour") == 1

    with either.reading() as connection:
        assert quarantine.counts(connection) == {"harbour": 1, "plaza": 3}


def test_what_is_taken_out_is_gone_and_the_others_stay(either: Database) -> None:
    kept(either, *(replace(BAD, place=f"seq {n}") for n in range(4)))
    first, second, *_ = numbers(either)

    with either.writing() as connection:
        quarantine.take_out(connection, [first, second])
    assert len(numbers(either)) == 2
    assert numbers(either, after=second, most=1) == [second + 1]
    assert numbers(either, source="harbour") == []


def test_a_source_of_rubbish_fills_its_own_share_only(either: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what is too large or too much the place and the reason are kept, of still more the count."""
    monkeypatch.setattr(quarantine, "LARGEST_ITEM", 10)
    monkeypatch.setattr(quarantine, "MOST_BYTES", 15)
    monkeypatch.setattr(quarantine, "MOST_ITEMS", 4)
    sizes = (8, 11, 7, 8, 1, 1)
    assert kept(either, *(replace(BAD, place=f"seq {n}", raw=b"x" * size) for n, size in enumerate(sizes))) == 6
    assert kept(either, BAD, source="harbour") == 1

    with either.reading() as connection:
        found = quarantine.listed(connection, source="plaza")
    assert [(len(one.item.raw), one.bytes) for one in found] == [(8, 8), (0, 11), (7, 7), (0, 8)]


@pytest.mark.parametrize("text", ["nul \0 byte", "half \ud83d emoji", "x" * 5000])
def test_any_reason_and_place_can_be_kept(either: Database, text: str) -> None:
    kept(either, replace(BAD, reason=text, place=text))

    assert len(numbers(either)) == 1

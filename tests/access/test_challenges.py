"""A challenge was asked by us, for this use, a moment ago; or it was not."""

from datetime import UTC, datetime, timedelta

import pytest

from cautery.access.challenges import ask, was_asked

NOON, WITHIN, KEY = datetime(2020, 1, 1, 12, tzinfo=UTC), timedelta(minutes=5), b"k" * 32


def test_it_holds_for_its_use_and_for_some_minutes() -> None:
    asked = ask("entering", key=KEY, at=NOON)

    assert was_asked(asked, "entering", key=KEY, at=NOON + timedelta(minutes=4), within=WITHIN)
    assert not was_asked(asked, "entering", key=KEY, at=NOON + WITHIN, within=WITHIN)
    assert not was_asked(asked, "entering", key=KEY, at=NOON - timedelta(minutes=1), within=WITHIN)
    assert not was_asked(asked, "new ada", key=KEY, at=NOON, within=WITHIN)
    assert not was_asked(asked, "entering", key=b"o" * 32, at=NOON, within=WITHIN)


@pytest.mark.parametrize("said", ["", ".", "..", "1.2.3", "x.y", "9" * 400 + ".a.b"])
def test_whatever_we_did_not_ask_was_not_asked(said: str) -> None:
    assert not was_asked(said, "entering", key=KEY, at=NOON, within=WITHIN)

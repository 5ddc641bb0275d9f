"""A browser is known for the person who came in with it, for half a year, by our own mark and no other."""

from datetime import UTC, datetime

import pytest

from cautery.access.browsers import LASTS, browser_of, mark_browser
from cautery.model.person import PersonId

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
ADA, KEY = PersonId("ada"), b"k" * 32


def test_a_marked_browser_is_known_again_and_by_one_name() -> None:
    mark = mark_browser(ADA, key=KEY, at=NOON)

    assert browser_of(mark, ADA, key=KEY, at=NOON) == browser_of(mark, ADA, key=KEY, at=NOON)
    assert browser_of(mark, ADA, key=KEY, at=NOON) != browser_of(
        mark_browser(ADA, key=KEY, at=NOON), ADA, key=KEY, at=NOON
    )
    assert browser_of(mark, PersonId("eva"), key=KEY, at=NOON) is None
    assert browser_of(mark, ADA, key=b"o" * 32, at=NOON) is None
    assert browser_of(mark, ADA, key=KEY, at=NOON + LASTS) is None


@pytest.mark.parametrize(
    "mark", ["", "!", "ada", "ada!0!x!y", "ada!0!x", "!!!!!!", "ada!zero!x!" + "0" * 64, "é!1!2!3"]
)
def test_whatever_else_is_no_mark(mark: str) -> None:
    assert browser_of(mark, ADA, key=KEY, at=NOON) is None

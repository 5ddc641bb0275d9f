"""A value holds until its time is over, and no moment longer."""

from datetime import UTC, datetime, timedelta

import pytest

from cautery.model.bank import BankEntry
from cautery.signals.banks.rules import expired

NOW = datetime(2016, 2, 5, tzinfo=UTC)


@pytest.mark.parametrize(("until_s", "over"), [(None, False), (1, False), (0, True), (-1, True)])
def test_it_is_over_at_the_moment_that_was_said(until_s: int | None, over: bool) -> None:
    entry = BankEntry(
        bank="lanterns",
        type="term",
        value="x",
        origin="harbour watch",
        policy="invented",
        why="",
        added_by="local:mara",
        added_at=NOW,
        expires_at=None if until_s is None else NOW + timedelta(seconds=until_s),
    )

    assert expired(entry, NOW) is over

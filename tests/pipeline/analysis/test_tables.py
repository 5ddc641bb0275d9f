"""Each table is read under its permission, between times where it has any, and has rows where something is known."""

from datetime import UTC, datetime

import pytest

from cautery.access.permissions import permissions_of
from cautery.app import App
from cautery.errors import Missing, Refused
from cautery.pipeline.analysis.tables import TABLES, table_of, tables_for
from tests.pipeline.conftest import app, town

__all__ = ["app", "town"]
EVERYTHING = {table.permission for table in TABLES.values()}


def test_every_table_can_be_read(town: App) -> None:
    rows = {name: table_of(town, name, permissions=EVERYTHING).collect().height for name in TABLES}

    assert rows["posts"] > 0
    assert rows["accounts"] > 0
    assert rows["decisions"] > 0


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_can_be_read_where_nothing_happened(name: str, app: App) -> None:
    assert table_of(app, name, permissions=EVERYTHING).collect().height == 0


def test_what_one_may_not_read_is_refused_and_not_listed(app: App) -> None:
    auditor = permissions_of(["auditor"])

    assert "posts" not in {table.name for table in tables_for(auditor)}
    assert "cases" in {table.name for table in tables_for(auditor)}
    with pytest.raises(Refused):
        table_of(app, "posts", permissions=auditor)


def test_a_table_that_there_is_not_is_told_with_those_that_there_are(app: App) -> None:
    with pytest.raises(Missing, match="posts"):
        table_of(app, "secrets", permissions=EVERYTHING)


def test_rows_between_times_begin_with_the_first_and_end_before_the_last(town: App) -> None:
    times = table_of(town, "posts", permissions=EVERYTHING).collect()["at"].unique().sort()
    first, last = times[0], times[-1]
    between = table_of(town, "posts", permissions=EVERYTHING, since=first, until=last).collect()["at"]

    assert (between.min(), first in between, last in between) == (first, True, False)
    with pytest.raises(Missing, match="no column 'at'"):
        table_of(town, "members", permissions=EVERYTHING, since=datetime(2026, 1, 1, tzinfo=UTC))

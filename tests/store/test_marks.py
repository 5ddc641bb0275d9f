"""Cases are found again by what they share, the most first; what everybody shares does not count."""

import pytest

from cautery.model.case import CaseId
from cautery.store import marks
from cautery.store.database import Database


def test_who_shares_most_comes_first(either: Database) -> None:
    with either.writing() as connection:
        for name, found in (("own", {1, 2, 3}), ("one", {1}), ("two", {2, 3, 9}), ("none", {9})):
            marks.add(connection, CaseId(name), found)
            marks.add(connection, CaseId(name), found)

    with either.reading() as connection:
        assert marks.sharing(connection, CaseId("own"), most=9) == ["two", "one"]
        assert marks.sharing(connection, CaseId("own"), most=1) == ["two"]
        assert marks.sharing(connection, CaseId("nobody"), most=9) == []


def test_what_everybody_shares_says_nothing(either: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "TOO_COMMON", 3)
    with either.writing() as connection:
        for name in ("a", "b", "c", "d"):
            marks.add(connection, CaseId(name), {1, 2 ** (62 if name < "c" else 5)})

    with either.reading() as connection:
        assert marks.sharing(connection, CaseId("a"), most=9) == ["b"]

"""By which marks cases are found again. Computed from what they show, and not a fact."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import Connection, insert, select

from cautery.model.case import CaseId
from cautery.store.desk_tables import marks

TOO_COMMON = 200
"""A mark of so many cases says nothing about two of them."""


def add(connection: Connection, case: CaseId, found: Collection[int]) -> None:
    """Keep a case's marks; again is once."""
    there = set(connection.execute(select(marks.c.mark).where(marks.c.case == case)).scalars())
    rows = [{"case": case, "mark": mark} for mark in sorted(set(found) - there)]
    if rows:
        connection.execute(insert(marks), rows)


def sharing(connection: Connection, case: CaseId, *, most: int) -> list[CaseId]:
    """List the cases that share the most marks with one, the newest of equals first; common marks do not count."""
    common = Counter[CaseId]()
    own = connection.execute(select(marks.c.mark).where(marks.c.case == case).order_by(marks.c.mark)).scalars().all()
    for mark in own:
        found = select(marks.c.case).where(marks.c.mark == mark).order_by(marks.c.number.desc()).limit(TOO_COMMON)
        others = connection.execute(found).scalars().all()
        if len(others) < TOO_COMMON:
            common.update(CaseId(other) for other in others if other != case)
    return [name for name, _ in common.most_common(most)]

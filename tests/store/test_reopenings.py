"""A decided case that was reopened waits until the next decision, and what is new stands with it."""

from dataclasses import replace
from datetime import timedelta

from cautery.app import App
from cautery.model.case import CaseId
from cautery.model.suspicion import Reason
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.leases import take_next
from cautery.pipeline.cases.review_queue import all_cases
from cautery.store import cases, reopenings, waiting
from cautery.store.derived import disagreements
from cautery.store.queue import read_queue
from tests.pipeline.conftest import app
from tests.reviewing import EVERY, LEAVE, open_cases

__all__ = ["app"]
NEW = Reason(channel="notices", bits=0.0, says="notice by user", evidence=("n2",))


def reopened(app: App) -> CaseId:
    """Decide a case, and let it wait again."""
    case = open_cases(app, 1)[0]
    decide_case(app, case, LEAVE)
    with app.writing() as tx:
        was = cases.get(tx.connection, case)
        assert was is not None
        again = replace(was, reasons=(*was.reasons, NEW), opened_at=tx.at, due=tx.at + timedelta(hours=9))
        reopenings.append(tx, [again])
        waiting.add(tx.connection, [again])
    return case


def test_it_waits_at_every_door_until_it_is_decided(app: App) -> None:
    case = reopened(app)
    with app.reading() as connection:
        assert reopenings.is_open(connection, case)
        assert [one.id for one in cases.undecided(connection)] == [case]
        assert list(disagreements(connection)) == []
    assert [one.state for one in all_cases(app)] == ["open"]
    assert read_queue(app.config.sqlite)[1] == frozenset()
    assert take_next(app, EVERY) == case
    decide_case(app, case, LEAVE)

    with app.reading() as connection:
        assert not reopenings.is_open(connection, case)
        assert cases.undecided(connection) == []
        assert list(disagreements(connection)) == []
    assert read_queue(app.config.sqlite)[1] == {case}


def test_what_is_new_and_the_later_due_time_stand_with_the_case(app: App) -> None:
    case = reopened(app)
    with app.reading() as connection:
        found = cases.get(connection, case)

    assert found is not None
    assert found.reasons[-1] == NEW
    assert found.due == app.clock.now() + timedelta(hours=9)
    assert read_queue(app.config.sqlite)[0][0].due == found.due

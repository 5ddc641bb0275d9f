"""What a team did with a case is kept, and the last step holds in the queue."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from cautery.app import App
from cautery.model.handling import Handling, HandlingKind
from cautery.store import handlings, waiting
from tests.pipeline.conftest import app
from tests.reviewing import open_cases

__all__ = ["app"]


def step(app: App, kind: HandlingKind, *, to: str = "", until: datetime | None = None) -> Handling:
    """Take a step with the one open case."""
    with app.writing() as tx:
        made = Handling(case=_case(app), kind=kind, to=to, until=until, reason="so", by=tx.by, at=tx.at)
        handlings.append(tx, made)
    return made


def _case(app: App) -> Any:
    with app.reading() as connection:
        return waiting.page(connection, waiting.QueueFilter(), at=app.clock.now(), most=1)[0].case


def test_steps_are_kept_in_order(app: App) -> None:
    case = open_cases(app, 9)[0]
    made = [step(app, "escalated", to="senior"), step(app, "assigned", to="cyd"), step(app, "returned")]
    with app.reading() as connection:
        assert handlings.of_case(connection, case) == made
        assert handlings.assigned_to(connection, "cyd") == []


@pytest.mark.parametrize("kind", ["woken", "assigned", "escalated"])
def test_what_is_put_off_rests_until_another_step(kind: HandlingKind, app: App) -> None:
    case = open_cases(app, 9)[0]
    first = step(app, "snoozed", until=app.clock.now() + timedelta(hours=2))
    with app.writing() as tx:
        rests = waiting.get(tx.connection, case)
        handlings.append(tx, Handling(case=case, kind=kind, to="cyd", until=None, reason="so", by=tx.by, at=first.at))
        woken = waiting.get(tx.connection, case)

    assert rests is not None
    assert woken is not None
    assert (rests.snoozed_until, woken.snoozed_until) == (first.until, None)

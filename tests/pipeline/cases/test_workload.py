"""The team's figures are counted from the ledgers, and what cannot be told is not told."""

from datetime import timedelta

from cautery.app import App
from cautery.kit.clock import FrozenClock
from cautery.pipeline.cases.appeals import appeal, review_appeal
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.statements import appeal_link
from cautery.pipeline.cases.workload import DAYS, FEWEST, workload_of_team
from tests.outsiders import SUSPEND
from tests.pipeline.conftest import app
from tests.reviewing import LEAVE, open_cases
from tests.staffed import join

__all__ = ["app"]


def test_an_empty_desk_has_no_figures_to_invent(app: App) -> None:
    work = workload_of_team(app)

    assert (work.waiting, work.oldest, work.median_h, work.days_to_clear) == (0, None, None, None)
    assert len(work.days) == DAYS


def test_what_came_in_was_decided_and_appealed_is_counted(app: App) -> None:
    names = open_cases(app, *range(-1, 7))
    ada = join(app, "ada", "reviewer")
    app.clock = ada.clock = FrozenClock(app.clock.now() + timedelta(hours=3))
    made = decide_case(ada, names[0], SUSPEND).decision
    for name in names[1:FEWEST]:
        decide_case(ada, name, LEAVE)
    against = appeal(app, appeal_link(app, made.id), "It was a song.", contact="")
    review_appeal(join(app, "cyd", "appeals"), against.id, outcome="overturned", reason="a song it is")
    work = workload_of_team(app)

    assert (work.waiting, work.opened, work.decided) == (len(names) - FEWEST, len(names), FEWEST)
    assert work.median_h == 4.0
    assert (work.appeals, work.overturned, work.upheld, work.appeals_waiting) == (1, 1, 0, 0)
    assert work.by_origin == {"notice": len(names) - FEWEST}
    assert work.oldest is not None

"""Give the review queue a page at a time."""

import pytest

from cautery.app import App
from cautery.errors import Conflict
from cautery.model.case import CaseId
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.leases import take
from cautery.pipeline.cases.review_queue import all_cases, queue_page
from tests.reviewing import EVERY, LEAVE, open_cases
from tests.staffed import join


def test_the_queue_counts_what_is_late_and_what_will_be(app: App) -> None:
    open_cases(app, -1, 0.5, 20)
    page = queue_page(app, EVERY, most=2)

    assert [row.case.id for row in page.rows] == ["c0", "c1"]
    assert (page.waiting, page.overdue, page.soon) == (3, 1, 2)
    assert [row.case.id for row in queue_page(app, EVERY, most=2, behind=page.behind).rows] == ["c2"]


def test_a_decided_case_waits_no_more(app: App) -> None:
    ada = join(app, "ada", "reviewer")
    open_cases(app, 1)
    decide_case(ada, CaseId("c0"), LEAVE)

    assert queue_page(app, EVERY, most=9).rows == ()
    with pytest.raises(Conflict, match="does not wait any more"):
        take(ada, CaseId("c0"))
    assert [one.state for one in all_cases(app, everything=True)] == ["decided"]
    assert all_cases(app) == ()

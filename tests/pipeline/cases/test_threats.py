"""A threat to life is raised once, and stays open until somebody says who was told."""

import pytest

from cautery.app import App
from cautery.errors import Conflict, Invalid, Missing
from cautery.model.case import CaseId
from cautery.pipeline.cases.review_queue import queue_page
from cautery.pipeline.cases.threats import no_threat, raise_threat, told
from cautery.store.waiting import QueueFilter
from tests.reviewing import open_cases


def test_it_stands_over_the_queue_until_somebody_was_told(app: App) -> None:
    case = open_cases(app, 1)[0]
    raised = raise_threat(app, case, "the bridge, tonight")
    assert queue_page(app, QueueFilter(), most=1).threats == (raised,)
    with pytest.raises(Conflict):
        raise_threat(app, case, "again")
    told(app, case, "the police, by telephone, 4711")

    assert queue_page(app, QueueFilter(), most=1).threats == ()
    assert raise_threat(app, case, "another one").state == "raised"


def test_what_was_raised_may_be_no_threat(app: App) -> None:
    case = open_cases(app, 1)[0]
    with pytest.raises(Conflict, match="nothing was raised"):
        no_threat(app, case, "a line of a play")
    raise_threat(app, case, "the bridge")

    assert no_threat(app, case, "a line of a play").state == "no_threat"


def test_it_says_something_about_a_case_that_is_there(app: App) -> None:
    with pytest.raises(Invalid):
        raise_threat(app, open_cases(app, 1)[0], " ")
    with pytest.raises(Missing):
        raise_threat(app, CaseId("nothing"), "the bridge")

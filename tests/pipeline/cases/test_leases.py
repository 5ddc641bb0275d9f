"""Lease a case to one reviewer at a time."""

import pytest

from cautery.app import App
from cautery.errors import Conflict
from cautery.model.case import CaseId
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.leases import give_back, skip, take, take_next
from tests.reviewing import EVERY, LEAVE, open_cases
from tests.staffed import join


def test_two_people_are_never_handed_the_same_case(app: App) -> None:
    ada, cyd = join(app, "ada", "reviewer"), join(app, "cyd", "reviewer")
    open_cases(app, 1, 2)

    assert (take_next(ada, EVERY), take_next(cyd, EVERY), take_next(ada, EVERY)) == ("c0", "c1", "c0")
    with pytest.raises(Conflict, match="ada is looking at case c0"):
        take(cyd, CaseId("c0"))


def test_what_is_given_back_or_passed_over_goes_to_somebody_else(app: App) -> None:
    ada, cyd = join(app, "ada", "reviewer"), join(app, "cyd", "reviewer")
    open_cases(app, 1)
    assert take_next(ada, EVERY) == "c0"
    skip(ada, CaseId("c0"))

    assert take_next(ada, EVERY) is None
    assert take_next(cyd, EVERY) == "c0"
    give_back(cyd, CaseId("c0"))
    assert take(ada, CaseId("c0"))


def test_nobody_decides_what_somebody_else_looks_at(app: App) -> None:
    ada, cyd = join(app, "ada", "reviewer"), join(app, "cyd", "reviewer")
    open_cases(app, 1)
    take(ada, CaseId("c0"))
    with pytest.raises(Conflict, match="ada is looking at case c0"):
        decide_case(cyd, CaseId("c0"), LEAVE)

    assert decide_case(ada, CaseId("c0"), LEAVE).decision.by == "ada"

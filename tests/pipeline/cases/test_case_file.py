"""One case, one person at a time; all that belongs to it is shown; and nobody is handed more than they should look at."""

import pytest

from cautery.app import App
from cautery.errors import Conflict, Missing
from cautery.model.case import CaseId
from cautery.pipeline.cases.case_file import look_at, posts_of
from cautery.pipeline.cases.decide import decide_case
from tests.reviewing import LEAVE, open_cases
from tests.staffed import join
from tests.world import neighbourhood


def test_whoever_looked_at_a_changed_case_is_told_and_nothing_is_kept(app: App) -> None:
    ada, cyd = join(app, "ada", "reviewer"), join(app, "cyd", "reviewer")
    open_cases(app, 1)
    seen = look_at(cyd, CaseId("c0")).version
    decide_case(ada, CaseId("c0"), LEAVE, seen=seen)
    with pytest.raises(Conflict, match="decided by ada"):
        decide_case(cyd, CaseId("c0"), LEAVE, seen=seen)

    assert [made.by for made in look_at(app, CaseId("c0")).decisions] == ["ada"]


def test_an_accounts_whole_history_is_there_for_whoever_asks(town: App) -> None:
    assert any("this is my new account" in item.text for item in posts_of(town, neighbourhood().returned))


def test_there_is_nothing_to_see_about_a_case_that_is_not_there(app: App) -> None:
    with pytest.raises(Missing, match="no case 'c9'"):
        look_at(app, CaseId("c9"))

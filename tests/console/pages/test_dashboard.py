"""The dashboard tells of the team, never of a person, and folds what cannot be told into one line."""

from cautery.app import App
from cautery.pipeline.cases.decide import decide_case
from tests.console.conftest import Enter
from tests.reviewing import LEAVE, open_cases
from tests.staffed import join


def test_figures_of_the_team_without_names(enter: Enter, app: App) -> None:
    names = open_cases(app, *range(1, 9))
    zoe = join(app, "zoe-the-fast", "reviewer")
    for name in names[:6]:
        decide_case(zoe, name, LEAVE)
    page = enter("senior").get("/dashboard").text

    assert "zoe-the-fast" not in page
    assert "Time to decision" in page
    assert page.count("Not shown yet:") == 1
    assert "overturns need a decided appeal" in page

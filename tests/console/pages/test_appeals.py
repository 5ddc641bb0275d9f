"""An appeal is heard by somebody else, with a reason, and whoever decided is told that it is not theirs."""

from cautery.app import App
from cautery.pipeline.cases.appeals import appeal
from cautery.pipeline.cases.statements import appeal_link
from tests.console.conftest import Enter
from tests.outsiders import decided


def test_another_person_answers(enter: Enter, app: App) -> None:
    made = appeal(app, appeal_link(app, decided(app).id), "it was a song", contact="")
    ada, cyd = enter("senior"), enter("appeals", name="cyd")
    assert "another moderator must review the appeal" in ada.get(f"/appeals/{made.id}").text
    assert ada.submit(f"/appeals/{made.id}", outcome="upheld", reason="mine").status_code == 422
    assert "it was a song" in cyd.get("/appeals").text
    cyd.submit(f"/appeals/{made.id}", outcome="overturned", reason="a song it is")

    assert "a song it is" in cyd.get(f"/appeals/{made.id}").text
    assert "No open appeals" in cyd.get("/appeals").text


def test_an_answer_says_which_and_why(enter: Enter, app: App) -> None:
    made = appeal(app, appeal_link(app, decided(app).id), "it was a song", contact="")
    cyd = enter("appeals", name="cyd")

    assert "Choose an outcome" in cyd.submit(f"/appeals/{made.id}", reason="typed").text
    assert "needs a reason" in cyd.submit(f"/appeals/{made.id}", outcome="upheld").text

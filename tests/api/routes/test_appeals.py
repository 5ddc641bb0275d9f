"""A statement says why and where to object; somebody else hears the appeal."""

from cautery.app import App
from cautery.pipeline.cases.appeals import appeal
from tests.api.conftest import Program
from tests.reviewing import open_cases

SUSPEND = {"measure": "suspend", "clause": "promotes", "reason": "spreads their lamps"}


def test_whoever_decided_is_refused_and_another_hears(program: Program, app: App) -> None:
    open_cases(app, 1)
    ada, cyd = program("senior"), program("senior", name="cyd")
    decision = ada.post("/cases/c0/decisions", json=SUSPEND).json()["decision"]["id"]
    told = ada.get(f"/decisions/{decision}/statement?language=de").json()
    assert told["objection"]["statement"]["language"] == "de"
    appeal(app, told["link"], "it was a song", contact="")
    waiting = ada.get("/appeals").json()[0]["appeal"]["id"]
    answer = {"outcome": "overturned", "reason": "a song it is"}
    assert ada.post(f"/appeals/{waiting}/hearing", json=answer).status_code == 403

    assert cyd.post(f"/appeals/{waiting}/hearing", json=answer).json()["by"] == "cyd"
    assert cyd.get("/appeals").json() == []
    assert cyd.get(f"/appeals/{waiting}").json()["hearing"]["outcome"] == "overturned"

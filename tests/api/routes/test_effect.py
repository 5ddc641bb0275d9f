"""What was measured last, for programs."""

from cautery.app import App
from cautery.pipeline.effect.measure import effect
from tests.api.conftest import Program


def test_each_measure_has_an_interval_a_method_and_rows(program: Program, town: App) -> None:
    effect(town)

    found = program("auditor").get("/effect").json()

    assert {"interval", "method", "figures"} <= set(found["survival"])
    assert len(found["survival"]["figures"]["gone_48h_from_creation"]["rows"]) == 12


def test_before_anything_was_measured_there_is_nothing(program: Program) -> None:
    assert program("auditor").get("/effect").status_code == 404


def test_who_may_not_see_quality_may_not_see_it(program: Program) -> None:
    assert program("triage").get("/effect").status_code == 403

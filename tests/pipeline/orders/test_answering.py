"""The authority is told the fields of Annex II or III; each answer is valid against their schemas."""

import json
from pathlib import Path

import pytest
from jsonschema import validate

from cautery.app import App
from cautery.errors import Conflict, Invalid
from cautery.pipeline.orders.answering import answer_of, as_text, tell_authority
from cautery.pipeline.orders.executing import record_executed, say_of_order
from cautery.pipeline.orders.receiving import receive_order
from cautery.pipeline.orders.steps import show_order
from tests.pipeline.orders.orders import a_form, at

SCHEMAS = Path(__file__).parent


def schema(name: str) -> dict[str, object]:
    read: dict[str, object] = json.loads((SCHEMAS / f"{name}.schema.json").read_text())
    return read


def authentic(app: App) -> str:
    return receive_order(at(app, 0), a_form(), channel="api", authentic="yes", evidence="key").order


def test_what_was_done_is_annex_two(app: App) -> None:
    order = authentic(app)
    record_executed(at(app, 30), order, says="", happened_at=at(app, 29).clock.now())
    said = answer_of(at(app, 31), order, person="Ada")
    validate(said, schema("tco_feedback"))
    tell_authority(at(app, 32), order, person="Ada", says="by mail")

    assert "measure taken at: 2026-03-01T12:29:00Z" in as_text(said)
    assert show_order(app, order).steps[-1].feedback is not None


@pytest.mark.parametrize("why", ["impossible", "unclear"])
def test_what_cannot_be_done_is_annex_three(app: App, why: str) -> None:
    order = authentic(app)
    say_of_order(at(app, 5), order, why, "the disk is gone")
    validate(answer_of(at(app, 6), order, person="Ada"), schema("tco_impossibility"))


def test_there_is_nothing_to_tell_before_it_is_done(app: App) -> None:
    order = authentic(app)
    with pytest.raises(Conflict, match="nothing to answer"):
        answer_of(app, order, person="Ada")
    with pytest.raises(Invalid, match="Name the person"):
        answer_of(app, order, person=" ")

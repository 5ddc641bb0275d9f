"""Whatever a page names by a word of the code has a label, and a form's choice is read or refused in words."""

from collections.abc import Callable
from typing import Any, get_args

import pytest

from cautery.console import labels
from cautery.console.labels import MEASURES, measure_of, purpose_of, tie_label
from cautery.errors import Invalid
from cautery.model.action import ActionState
from cautery.model.case import Origin
from cautery.model.content import MediaKind
from cautery.model.decision import Measure
from cautery.model.judgement import Purpose
from cautery.model.network import Role
from cautery.model.notice import NotifierKind
from cautery.model.plan import PlanState, Protected
from cautery.suspicion.networks.says import DID


@pytest.mark.parametrize(
    ("label", "words"),
    [
        (labels.measure_label, Measure),
        (labels.status_label, Measure),
        (labels.origin_label, Origin),
        (labels.action_label, ActionState),
        (labels.plan_label, PlanState),
        (labels.step_label, PlanState),
        (labels.protected_label, Protected),
        (labels.member_label, Role),
        (labels.reporter_label, NotifierKind),
        (labels.purpose_label, Purpose),
        (labels.media_label, MediaKind),
    ],
)
def test_every_word_of_a_closed_set_has_a_label(label: Callable[[Any], str], words: object) -> None:
    assert all(label(word) for word in get_args(words))


def test_no_action_state_of_the_code_is_shown_as_it_is() -> None:
    shown = {labels.action_label(state) for state in get_args(ActionState)}

    assert shown.isdisjoint({"meant", "intended", "parked", "drifted", "called_off", "recalled", "undone"})


def test_what_was_chosen_is_read() -> None:
    assert [measure_of(name) for name in MEASURES] == list(MEASURES)
    assert purpose_of("news") == "news"


@pytest.mark.parametrize("said", ["", "observe", "banish"])
def test_keeping_up_for_law_enforcement_is_proposed_and_not_chosen(said: str) -> None:
    for choose in (measure_of, purpose_of):
        with pytest.raises(Invalid, match="Choose"):
            choose(said)


def test_every_connection_that_detection_finds_has_a_label() -> None:
    assert {*DID, "continues"} <= set(labels.TIES)


def test_a_connection_without_a_label_is_still_readable() -> None:
    assert tie_label("link") == "same link"
    assert tie_label("link_path") == "link path"

"""A takedown in words: nothing of a platform's text can disturb a terminal."""

import pytest

from cautery.app import opened
from cautery.cli.takedown_screen import as_document, show_standing, show_stuck
from cautery.model.action import ActionReceipt
from cautery.pipeline.effect.outcome import outcome_of_plan
from cautery.pipeline.takedowns.planning import begin
from cautery.pipeline.takedowns.status import look_at
from tests.cli.terminal import Terminal
from tests.takedowns import planned
from tests.world import NOON


def test_what_comes_from_a_platform_is_made_harmless(empty: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(empty.home) as app:
        made = planned(app, 3, ground="an order\x1b[2J")
        show_standing(look_at(app, made.id), outcome_of_plan(app, made.id))

    assert "\x1b" not in capsys.readouterr().out


def test_a_document_counts_every_account(empty: Terminal) -> None:
    with opened(empty.home) as app:
        made = planned(app, 30)
        document = as_document(look_at(app, made.id), outcome_of_plan(app, made.id), ())

    assert (document["actions"], document["held"], document["failed"]) == (30, 0, 0)


def test_why_a_person_must_look_is_made_harmless_too(empty: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(empty.home) as app:
        [action, *_] = begin(app, planned(app, 3).id).actions
    show_stuck([(action, ActionReceipt(action=action.key, state="parked", at=NOON, says="no\x1b[2J such name"))])

    said = capsys.readouterr().out
    assert "such name" in said
    assert "\x1b" not in said

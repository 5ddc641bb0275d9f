"""A tenth is judged twice, blind and by somebody else; how that agrees is counted by language and rule."""

import pytest

from cautery.app import App
from cautery.cases.agreement import FEWEST, is_sampled
from cautery.cases.review import DecisionInput
from cautery.errors import Conflict, Invalid, Missing, Refused
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.quality import look_again, next_to_look_at, quality
from cautery.store import cases
from tests.staffed import join

LEAVE = DecisionInput(measure="none", clause=None, reason="mends lamps")
SUSPEND = DecisionInput(measure="suspend", clause="promotes", reason="spreads their lamps")
SAMPLED = [CaseId(f"case {n}") for n in range(999) if is_sampled(CaseId(f"case {n}"))][:FEWEST]


def decided(app: App, *names: CaseId) -> None:
    """Let ada suspend somebody in each case."""
    ada = join(app, "ada", "reviewer")
    with app.writing() as tx:
        opened = [
            Case(
                id=name,
                about=Account(platform=Platform("harbour"), id=AccountId(f"about {name}")),
                origin="notice",
                chance=None,
                reasons=(),
                opened_at=tx.at,
                due=tx.at,
            )
            for name in names
        ]
        cases.append(tx, opened)
    for name in names:
        decide_case(ada, name, SUSPEND)


def test_somebody_else_judges_again_and_nothing_changes(app: App) -> None:
    decided(app, SAMPLED[0])
    cyd = join(app, "cyd", "reviewer")
    assert next_to_look_at(app.acting_as("ada")) is None
    assert next_to_look_at(cyd) == SAMPLED[0]
    look_again(cyd, SAMPLED[0], LEAVE)

    assert next_to_look_at(cyd) is None
    assert [made.measure for made in look_at(app, SAMPLED[0]).decisions] == ["suspend"]


def test_what_is_not_of_the_sample_is_not_handed_out(app: App) -> None:
    other = next(CaseId(f"case {n}") for n in range(99) if not is_sampled(CaseId(f"case {n}")))
    decided(app, other)

    assert next_to_look_at(join(app, "cyd", "reviewer")) is None


def test_nobody_judges_twice_nor_their_own_nor_what_the_policy_does_not_know(app: App) -> None:
    decided(app, SAMPLED[0])
    cyd = join(app, "cyd", "reviewer")
    with pytest.raises(Refused):
        look_again(app.acting_as("ada"), SAMPLED[0], LEAVE)
    with pytest.raises(Invalid):
        look_again(cyd, SAMPLED[0], DecisionInput(measure="suspend", clause=None, reason="r"))
    look_again(cyd, SAMPLED[0], LEAVE)
    with pytest.raises(Conflict):
        look_again(cyd, SAMPLED[0], LEAVE)
    with pytest.raises(Missing):
        look_again(cyd, CaseId("nothing"), LEAVE)


def test_agreement_is_told_in_all_by_language_and_by_rule(app: App) -> None:
    decided(app, *SAMPLED)
    cyd = join(app, "cyd", "reviewer")
    for number, case in enumerate(SAMPLED):
        look_again(cyd, case, LEAVE if number < 3 else SUSPEND)
    found = quality(app)

    assert (found.together.pairs, found.together.same) == (FEWEST, FEWEST - 3)
    assert found.together.kappa == pytest.approx(0.0)
    assert found.by_language["unknown"] == found.by_clause["promotes"] == found.together
    assert found.to_look_at == 0

"""Nobody acts against news, research, art or counter-speech without saying what shows that it is only claimed."""

from datetime import UTC, datetime

import pytest

from cautery.cases.exemptions import ExemptionAssessment, assess
from cautery.errors import Refused
from cautery.model.account import Account, AccountId, Platform
from cautery.model.decision import Decision, DecisionId, Measure

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


def a_decision(measure: Measure) -> Decision:
    return Decision(
        id=DecisionId("d1"),
        about=Account(platform=Platform("harbour"), id=AccountId("ana")),
        verdict="benign" if measure == "none" else "violating",
        measure=measure,
        clause=None,
        reason="r",
        by="ada",
        at=NOON,
        source="review",
    )


def test_what_is_news_is_exempt_and_left_alone() -> None:
    made = assess(ExemptionAssessment(purpose="news"), a_decision("none"), by="ada", at=NOON)

    assert made.exempt


def test_acting_against_what_is_called_news_needs_what_shows_otherwise() -> None:
    with pytest.raises(Refused, match="only claimed"):
        assess(ExemptionAssessment(purpose="news", says="  "), a_decision("suspend"), by="ada", at=NOON)

    made = assess(
        ExemptionAssessment(purpose="news", says="copies their films whole"), a_decision("suspend"), by="ada", at=NOON
    )
    assert not made.exempt


def test_leaving_alone_what_has_no_such_purpose_is_no_exemption() -> None:
    assert not assess(ExemptionAssessment(purpose="none"), a_decision("none"), by="ada", at=NOON).exempt

"""Speech about terrorism is not terrorism: whoever acts against somebody says why none of the exemptions applies.

Regulation (EU) 2021/784, Article 1(3): what is published for educational, journalistic, artistic or research purposes, or to
counter terrorism, including polemic views in public debate, is not terrorist content; an assessment determines its purpose.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cautery.errors import Invalid, Refused
from cautery.model.decision import Decision
from cautery.model.judgement import Assessment, Purpose

PURPOSES: Mapping[Purpose, str] = {
    "none": "none of these",
    "news": "news",
    "education": "education",
    "research": "research",
    "art": "art",
    "counter_speech": "speech against terrorism",
    "debate": "public debate, however polemic",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionAssessment:
    """What somebody says an account or item is for, and why that holds or is only claimed."""

    purpose: Purpose
    says: str = ""


def assess(said: ExemptionAssessment, decision: Decision, *, by: str, at: datetime) -> Assessment:
    """Make the assessment of a decision; refuse to act against what is said to be exempt without saying why it is not."""
    acts = decision.measure != "none"
    if acts and said.purpose != "none" and not said.says.strip():
        raise Refused(
            f"You say that this is {PURPOSES[said.purpose]}, and act against it; if that is only claimed, say what shows it."
        )
    if said.purpose not in PURPOSES:
        raise Invalid(f"'{said.purpose}' is no purpose; known are: {', '.join(PURPOSES)}.")
    exempt = not acts and said.purpose != "none"
    return Assessment(decision=decision.id, purpose=said.purpose, exempt=exempt, says=said.says.strip(), by=by, at=at)

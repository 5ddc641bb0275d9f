"""What a person decided, under which clause, and why."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, NewType

from cautery.model.account import Account, Platform
from cautery.model.case import CaseId

DecisionId = NewType("DecisionId", str)
Verdict = Literal["violating", "benign", "presumed_benign", "withdrawn"]
"""'withdrawn' takes back what a file of labels said, and nothing that anybody else did."""
Measure = Literal["suspend", "restrict", "remove", "mark", "none", "observe"]
LEAVES_UP: frozenset[Measure] = frozenset({"none", "observe"})
"""Measures that change nothing on a platform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """The terms on which an account is left up on purpose. Counted in every report."""

    requester: str
    legal_basis: str
    expires_at: datetime
    approver: str
    """A second person: never the one who decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseText:
    """What a clause of the policy said when a decision was made under it. A later policy changes no earlier decision."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision about one account, or one item of it. A later decision replaces an earlier one; neither is edited."""

    id: DecisionId
    about: Account
    verdict: Verdict
    measure: Measure
    clause: str | None
    reason: str
    by: str
    at: datetime | None
    """None for a label that says no time: it holds as of the account's last event, whenever that turns out to be."""
    source: str
    """Where it comes from: 'review', or the name of a file of labels."""
    case: CaseId | None = None
    post: str | None = None
    group: str | None = None
    """A protected cohort whose false positives are watched: news, scripture, ..."""
    observation: Observation | None = None
    kept: tuple[tuple[str, str], ...] = ()
    """The other columns of a file of labels: name and value, in the file's order."""
    clause_text: ClauseText | None = None
    """The clause as it was; None where no clause is named, and for decisions from before this was kept."""


def decisions_in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Keep the decisions that hold: the last one about each account or item, in the order they were made.

    What was withdrawn counts as never made: what another source said before holds again.
    """
    made_of: dict[tuple[Account, str | None], dict[str, tuple[int, Decision]]] = {}
    for number, made in enumerate(decisions):
        of_source = made_of.setdefault((made.about, made.post), {})
        of_source.pop(made.source, None)
        if made.verdict != "withdrawn":
            of_source[made.source] = (number, made)
    last = [max(of_source.values(), key=lambda one: one[0]) for of_source in made_of.values() if of_source]
    return tuple(made for _, made in sorted(last, key=lambda one: one[0]))


def among(account: Account, decided: Set[Account]) -> bool:
    """Tell whether an account is among some; a label that names no platform is about whichever has it."""
    return account in decided or replace(account, platform=Platform("")) in decided

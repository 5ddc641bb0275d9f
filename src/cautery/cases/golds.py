"""Gold cases: which decided case may become one, when it is somebody's turn, how it is disguised, and what answers tell."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cautery.cases.appeals import is_open
from cautery.errors import Refused
from cautery.kit.canonical import digest
from cautery.model.account import Account, AccountId
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision
from cautery.model.exhibit import Exhibit, Item
from cautery.model.gold import GoldenAnswer

FEWEST_CASES = 5
FEWEST_PEOPLE = 3
"""Below so many no share is told: it would be a figure about somebody."""
SURE_Z = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenAgreement:
    """How often the agreed answer was given."""

    answers: int
    cases: int
    same: int
    share: float | None
    """None with too few cases or people."""
    low: float | None
    high: float | None
    """Wilson's 95 % interval, in which all answers to one case count as one witness: rather too wide than too narrow."""


def refuse_unless_fit(case: Case, made: Decision, *, at: datetime, heard: bool | None, joined: bool) -> None:
    """Refuse a case whose answer may still change, or that cannot be asked again without telling it.

    Args:
        heard: whether the appeal against the decision was answered; None where nobody appealed.
        joined: whether it waited together with another one.
    """
    if case.origin not in ("suspicion", "notice") or joined:
        raise Refused(f"Case {case.id} rests on other cases, which would tell the answer; take one that stands alone.")
    if made.measure == "observe":
        raise Refused(f"Case {case.id} was left up on purpose, which is no answer to whether a rule is broken.")
    waits = made.measure != "none" and heard is None and (made.at is None or is_open(made.at, at=at))
    if heard is False or waits:
        raise Refused(f"The answer to case {case.id} can still change: an appeal waits, or is open for six months.")


def is_turn(case: CaseId, person: str, *, every: int) -> bool:
    """Say whether somebody gets a gold case before this one: one in so many, and nobody can choose when. Zero: never."""
    return every > 0 and int(digest("gold", case, person)[:8], 16) % every == 0


def disguised(case: Case, exhibit: Exhibit, *, name: CaseId, at: datetime) -> tuple[Case, Exhibit]:
    """Give a case another name, its account another id of the same form, and dates as if it had been opened just now."""
    later = at - case.opened_at
    about = Account(platform=case.about.platform, id=AccountId(_other(case.about.id, seed=name)))
    reasons = tuple(replace(reason, says=reason.says.replace(case.about.id, about.id)) for reason in case.reasons)
    face = replace(exhibit.face, created_at=exhibit.face.created_at + later if exhibit.face.created_at else None)
    return (
        replace(case, id=name, about=about, reasons=reasons, opened_at=at, due=case.due + later),
        replace(exhibit, case=name, face=face, items=_moved(exhibit, later), at=exhibit.at + later),
    )


def known(pairs: Sequence[tuple[Decision, GoldenAnswer]]) -> GoldenAgreement:
    """Count how often the agreed measure and clause were given."""
    cases, people = {made.case for made, _ in pairs}, {answer.by for _, answer in pairs}
    same = sum((made.measure, made.clause) == (answer.measure, answer.clause) for made, answer in pairs)
    if len(cases) < FEWEST_CASES or len(people) < FEWEST_PEOPLE:
        return GoldenAgreement(answers=len(pairs), cases=len(cases), same=same, share=None, low=None, high=None)
    share = same / len(pairs)
    low, high = _wilson(share, len(cases))
    return GoldenAgreement(answers=len(pairs), cases=len(cases), same=same, share=share, low=low, high=high)


def _moved(exhibit: Exhibit, later: timedelta) -> tuple[Item, ...]:
    return tuple(replace(item, at=item.at + later) for item in exhibit.items)


def _other(name: str, *, seed: str) -> str:
    """Put another digit for each digit and another letter for each letter, so that the form stays."""
    drawn = bytes.fromhex(digest("disguise", seed, name))
    drawn *= len(name) // len(drawn) + 1
    return "".join(_letter(sign, draw) for sign, draw in zip(name, drawn, strict=False))


def _letter(sign: str, draw: int) -> str:
    for first, count in (("0", 10), ("a", 26), ("A", 26)):
        if 0 <= ord(sign) - ord(first) < count:
            return chr(ord(first) + draw % count)
    return sign


def _wilson(share: float, witnesses: int) -> tuple[float, float]:
    spread = SURE_Z**2 / witnesses
    middle = (share + spread / 2) / (1 + spread)
    half = SURE_Z * math.sqrt(share * (1 - share) / witnesses + spread / (4 * witnesses)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)

"""Threats: a case shows that somebody's life is in danger; who must be told is said, and that it was done is kept.

Regulation (EU) 2021/784, Article 14(5), and (EU) 2022/2065, Article 18: at once, to the authorities of the states concerned,
and where it is not known which, to those of one's own or to Europol.
"""

from typing import Literal

from cautery.app import App
from cautery.errors import Conflict, Invalid, Missing
from cautery.model.case import CaseId
from cautery.model.judgement import Threat
from cautery.store import cases, golds, judgements

LONGEST = 5000
State = Literal["raised", "told", "no_threat"]


def raise_threat(app: App, case: CaseId, says: str) -> Threat:
    """Say that a case shows a threat to somebody's life."""
    return _append(app, case, "raised", says, after=(None, "told", "no_threat"))


def told(app: App, case: CaseId, says: str) -> Threat:
    """Say which authority was told, how, and under which reference."""
    return _append(app, case, "told", says, after=("raised",))


def no_threat(app: App, case: CaseId, says: str) -> Threat:
    """Say why what was raised threatens nobody."""
    return _append(app, case, "no_threat", says, after=("raised",))


def _append(app: App, case: CaseId, state: State, says: str, *, after: tuple[str | None, ...]) -> Threat:
    if not 1 <= len(says.strip()) <= LONGEST:
        raise Invalid("Say what it is about: whom it threatens, or who was told, how, and under which reference.")
    with app.writing() as tx:
        case = golds.behind(tx.connection, case)  # a threat is real, whichever name the case has
        if cases.get(tx.connection, case) is None:
            raise Missing(f"There is no case '{case}'.", at_terminal="List them with: cautery cases")
        earlier = judgements.threats_of(tx.connection, case)
        if (earlier[-1].state if earlier else None) not in after:
            raise Conflict(
                f"In case {case} {'nothing was raised' if not earlier else 'this was said already'}; look again."
            )
        threat = Threat(case=case, state=state, says=says.strip(), by=tx.by, at=tx.at)
        judgements.append_threat(tx, threat)
    return threat

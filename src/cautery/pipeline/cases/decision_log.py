"""Record: what people decided, newest first, and what became of it."""

from dataclasses import dataclass

from cautery.app import App
from cautery.errors import Missing
from cautery.model.case import version_of
from cautery.model.decision import Decision, DecisionId
from cautery.schemas.decisions import ActionStatus, DecisionRecord
from cautery.store import actions, decisions, joins


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLogPage:
    """A part of the decisions, newest first."""

    decisions: tuple[Decision, ...]
    behind: int | None
    """Where the next part begins; None when there is none."""


def decisions_made(app: App, *, most: int, before: int | None = None) -> DecisionLogPage:
    """List the decisions that people made here; `before` is where the part before ended."""
    with app.reading() as connection:
        found = decisions.reviewed(connection, most=most + 1, before=before)
    behind = found[most - 1][0] if len(found) > most else None
    return DecisionLogPage(decisions=tuple(made for _, made in found[:most]), behind=behind)


def decision_of(app: App, name: DecisionId) -> DecisionRecord:
    """Give a decision with what became of it."""
    with app.reading() as connection:
        made = decisions.get(connection, name)
        if made is None:
            raise Missing(f"There is no decision '{name[:80]}'.")
        of_case = decisions.of_case(connection, made.case) if made.case else [made]
        joined = joins.of(connection, made.case) if made.case else []
        meant = actions.of_decision(connection, name)
    done = tuple(ActionStatus(action=action, receipt=receipt) for action, receipt in meant)
    version = version_of(decided=len(of_case), joined=len(joined))
    last = [one for one in of_case if (one.about, one.post) == (made.about, made.post)][-1]
    return DecisionRecord(decision=made, done=done, holds=last.id == made.id, version=version)

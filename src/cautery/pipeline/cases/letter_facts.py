"""What a letter to an account holder says beside the decision: names, the item, the effect there, and who told of it."""

from datetime import datetime

from cautery.app import App
from cautery.cases.statements import LetterFacts
from cautery.model.case import Case
from cautery.model.decision import Decision
from cautery.model.exhibit import Exhibit
from cautery.model.notice import NotifierKind
from cautery.pipeline.cases.non_disclosure import order_over
from cautery.platforms.settings import effect_of
from cautery.store import actions, exhibits, tellings
from cautery.store.database import ReadConnection

WEIGHT: tuple[NotifierKind, ...] = ("authority", "trusted_flagger", "partner", "user")
"""Whose notice a letter tells of, where several told of the same thing: the holder's ways of redress depend on it."""


def letter_facts(
    app: App, connection: ReadConnection, decision: Decision, case: Case, shown: Exhibit | None
) -> LetterFacts:
    """Collect them."""
    setting = app.config.platforms.get(decision.about.platform)
    item = next((one for one in shown.items if one.id == decision.post), None) if shown and decision.post else None
    return LetterFacts(
        handle=exhibits.handles_of(connection, [decision.about]).get(decision.about) or _handle(shown),
        platform=str(decision.about.platform),
        operator=app.config.service.operator,
        item=item.text if item else "",
        posted_at=item.at if item else None,
        effect=effect_of(setting.connector, decision.measure) if setting else "",
        notifier=notifier_of(case),
        informed_at=informed_at(connection, decision),
    )


def notifier_of(case: Case) -> NotifierKind | None:
    """Read from a case's reasons who told of it, by a notice or an order; None: nobody did."""
    if any(reason.channel == "orders" for reason in case.reasons):
        return "authority"
    said = [reason.says for reason in case.reasons if reason.channel == "notices"]
    kinds = {kind: f"notice by {kind.replace('_', ' ')}" for kind in WEIGHT}
    return next((kind for kind, word in kinds.items() if any(_is(says, word) for says in said)), None)


def informed_at(connection: ReadConnection, decision: Decision) -> datetime | None:
    """Say when a holder could first read a decision: when they were told, or when the order that forbade it ended."""
    keys = [action.key for action, _ in actions.of_decision(connection, decision.id)]
    told = [telling.at for telling in tellings.of_actions(connection, keys) if telling.outcome == "told"]
    order = order_over(connection, decision.case) if decision.case else None
    known = [at for at in (decision.at, order.until if order else None, told[0] if told else None) if at is not None]
    return max(known, default=None)


def _is(says: str, word: str) -> bool:
    return says == word or says.startswith(f"{word}:")


def _handle(shown: Exhibit | None) -> str | None:
    return shown.face.handle if shown else None

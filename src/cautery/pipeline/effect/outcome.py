"""Outcome: what came of one takedown, in a sentence, as it was measured last."""

from dataclasses import dataclass

from cautery.app import App
from cautery.model.case import CaseId
from cautery.model.plan import PlanId
from cautery.pipeline.effect.measure import kept
from cautery.pipeline.takedowns.grouping import batches
from cautery.pipeline.takedowns.status import look_at
from cautery.store import decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class TakedownEffect:
    """What came of a takedown."""

    says: str
    takedown: str | None
    """By which name its figures can be asked for; None where there is nothing to measure."""


def outcome_of(app: App, case: CaseId) -> TakedownEffect:
    """Say what came of what was decided in a case."""
    with app.reading() as connection:
        made = next((one for one in decisions.of_case(connection, case) if one.measure == "suspend"), None)
        name = batches(connection, [made]).get(made.id) if made else None
    if name is None:
        return TakedownEffect(says="Nobody was suspended in this case.", takedown=None)
    return _measured(app, name)


def outcome_of_plan(app: App, name: PlanId) -> TakedownEffect:
    """Say what came of a planned takedown."""
    one = look_at(app, name)
    if one.state in ("planned", "refused", "withdrawn"):
        return TakedownEffect(says="It was not begun, so nothing came of it.", takedown=None)
    if one.state == "undone":
        return TakedownEffect(says="It was taken back as a whole, so there is nothing to measure.", takedown=None)
    if one.plan.measure != "suspend":
        return TakedownEffect(
            says=f"It does not suspend ('{one.plan.measure}'), and only that is measured.", takedown=None
        )
    return _measured(app, name)


def _measured(app: App, name: str) -> TakedownEffect:
    found = kept(app, takedown=name)
    if found is None:
        says = f"The effect has not been measured yet; measure it with: cautery effect --takedown {name}"
    else:
        says = f"{found.says} Measured with what was known on {found.at:%Y-%m-%d}."
    return TakedownEffect(says=says, takedown=name)

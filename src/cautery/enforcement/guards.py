"""Guards: what stops a mistake before it runs. Who proposes never approves; large, legal and delicate plans need two people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from msgspec import Meta

from cautery.cases.review import same_person
from cautery.errors import Invalid, Refused
from cautery.model.plan import Plan, Target

Count = Annotated[int, Meta(ge=0)]
AtLeastOne = Annotated[int, Meta(ge=1)]
Share = Annotated[float, Meta(ge=0, le=1)]
Positive = Annotated[float, Meta(gt=0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the owner of an installation may set under `[takedown]`."""

    second_person_above: Count = 20
    """Accounts from which on one person is not enough."""
    a_day: AtLeastOne = 10_000
    """Accounts that takedowns may reach in 24 hours."""
    large_from: Count = 10_000
    """Followers from which on an account is shown by name."""
    uncertain_below: Share = 0.95
    """Chance under which a member is shown as uncertain."""
    stages_above: Count = 20
    """Accounts from which on a plan goes in stages: 1 %, 10 %, all."""
    stage_wait_minutes: Annotated[float, Meta(ge=0)] = 15.0
    """How long a stage is watched, after it is verified, before the next one begins."""
    stop_below_verified: Share = 0.95
    """Share of a stage that must be in force as the platform shows it."""
    stop_above_appeals: Share = 0.02
    """Share of what was sent whose account holders object, above which a plan stops."""
    ratify_within_hours: Positive = 24.0
    """How soon a second person must confirm what one person began alone."""
    tries: AtLeastOne = 8
    """How often an action is tried before it is parked for a person."""
    batch: AtLeastOne = 500
    """Actions that are taken up together."""
    at_once: AtLeastOne = 8
    """Actions under way to one platform at a time."""
    lease_s: Positive = 60.0
    """How long whoever took up a batch has it; then another may, who asks the platform first."""
    armed_days: Positive = 365.0
    """How long what a takedown's accounts posted stays in the banks."""
    verify_again_days: tuple[Positive, ...] = (1.0, 7.0)
    """Days after which what is in force is looked at again."""


def needs_second(targets: Sequence[Target], *, ground: str, limits: Limits) -> tuple[str, ...]:
    """Say why a second person must approve, each reason as a sentence; empty: nobody needs to."""
    needs = []
    if len(targets) > limits.second_person_above:
        needs.append(f"It acts on {len(targets)} accounts; one person may take down {limits.second_person_above}.")
    if ground.strip():
        needs.append(f"It rests on a legal ground: {ground.strip()}.")
    protected = [target for target in targets if target.protected]
    if protected:
        kinds = ", ".join(sorted({str(target.protected) for target in protected}))
        many = "1 protected account" if len(protected) == 1 else f"{len(protected)} protected accounts"
        needs.append(f"It acts on {many} ({kinds}).")
    return tuple(needs)


def refuse_own(plan: Plan, *, by: str) -> None:
    """Refuse whoever proposed a plan: nobody approves what they proposed."""
    if same_person(plan.by, by):
        raise Refused(f"'{plan.by}' proposed takedown {plan.id}, so a second person must approve it.")


def refuse_alone(plan: Plan) -> None:
    """Refuse to begin a plan without a second person where one is needed."""
    if plan.needs:
        raise Refused(f"Takedown {plan.id} needs a second person. {' '.join(plan.needs)}")


def refuse_beyond_a_day(plan: Plan, *, begun: int, limits: Limits) -> None:
    """Refuse what goes beyond the limit of a day; `begun` are the accounts of the last 24 hours."""
    if begun + len(plan.targets) > limits.a_day:
        raise Refused(
            f"Takedowns of the last 24 hours reach {begun} accounts, and this one {len(plan.targets)} more; the limit is "
            f"{limits.a_day} a day. Wait, or have the owner raise 'a_day' under [takedown] in cautery.toml."
        )


def order_of(said: str) -> str:
    """Read the reference of an order that gives an hour; without one nobody may act alone."""
    if not said.strip():
        raise Invalid("Acting alone needs the order that gives an hour: its authority, reference and time of receipt.")
    return said.strip()


def ratify_by(forced_at: datetime, *, limits: Limits) -> datetime:
    """Say until when somebody else must have ratified what one person began."""
    return forced_at + timedelta(hours=limits.ratify_within_hours)

"""At once: a decision about a network that needs nobody else is a takedown too, which begins with it.

So there is one way from a decision about a network to its end: sent in stages, armed, followed up, undone whole.
"""

from collections.abc import Mapping, Sequence

from cautery.app import App
from cautery.cases.review import same_person
from cautery.enforcement import guards
from cautery.enforcement.plan import stage_targets, target_of
from cautery.errors import Conflict, Refused
from cautery.kit.canonical import digest
from cautery.model.account import Account
from cautery.model.action import Action
from cautery.model.case import CaseId
from cautery.model.decision import LEAVES_UP, Decision, among
from cautery.model.plan import Plan, PlanId, PlanStep, Target
from cautery.store import actions, decisions, networks, plans
from cautery.store.database import ReadConnection
from cautery.store.ledger import WriteTransaction

DAY_S = 86400.0
SAYS = "decided at once: it needs nobody else"


def plan_at_once(
    app: App, tx: WriteTransaction, made: Sequence[Decision], *, followers: Mapping[Account, int], replaces: bool
) -> Plan | None:
    """Plan what decisions about one case mean to take down, or refuse what one person may not decide at once.

    None where nothing is taken down, or only one account or item is: that is no takedown.
    """
    first = made[0]
    if first.measure in LEAVES_UP or first.clause is None or first.case is None or first.at is None:
        return None
    network = networks.of_case(tx.connection, first.case)
    chances = {member.account: member.chance for member in network.members} if network else {}
    about = {one.about: chances.get(one.about, 1.0) for one in made}
    targets = targets_of(tx.connection, about, followers, by=first.by)
    limits = app.config.takedown
    if needs := guards.needs_second(targets, ground="", limits=limits):
        raise Refused(
            f"{' '.join(needs)} Draft a takedown that a second person approves: cautery takedown plan {first.case}"
        )
    if network is None:
        return None
    name = next_name(tx.connection, first.case)
    plan = Plan(
        id=name,
        case=first.case,
        post=first.post,
        measure=first.measure,
        clause=first.clause,
        reason=first.reason,
        replaces=replaces,
        targets=stage_targets(targets, plan=name, limits=limits),
        needs=(),
        by=first.by,
        at=first.at,
    )
    refuse_to_begin(app, tx, plan)
    return plan


def begin_at_once(tx: WriteTransaction, plan: Plan, meant: Sequence[Action]) -> None:
    """Keep a takedown that was decided at once, and that it began; where nothing new is meant there is none."""
    if meant:
        plans.append(tx, plan)
        plans.append_step(tx, PlanStep(plan=plan.id, state="approved", says=SAYS, by=tx.by, at=tx.at))


def targets_of(
    connection: ReadConnection, members: Mapping[Account, float], followers: Mapping[Account, int], *, by: str
) -> list[Target]:
    """Say what is known about accounts that somebody would act on, given how surely each belongs.

    Whoever ended a protection does not act alone on what it protected: to them it is protected still.
    """
    protected = plans.protected(connection, list(members))
    ended = plans.ended_protections(connection, list(members))
    protected |= {account: held for account, (held, ended_by) in ended.items() if same_person(ended_by, by)}
    made = decisions.about_some(connection, {about.id for about in members})
    watched = frozenset(one.about for one in made if one.group and one.verdict != "violating")
    return [
        target_of(one, protected=protected, chance=chance, followers=followers.get(one), watched=among(one, watched))
        for one, chance in members.items()
    ]


def refuse_to_begin(app: App, tx: WriteTransaction, plan: Plan) -> None:
    """Refuse what goes beyond the limit of a day, and what is done again before it was taken back."""
    begun = actions.accounts_since(tx.connection, tx.at.timestamp() - DAY_S)
    guards.refuse_beyond_a_day(plan, begun=begun, limits=app.config.takedown)
    if any(state == "recalled" for _, state, _ in actions.not_over(tx.connection, plan.case).values()):
        raise Conflict(f"What was done before in case {plan.case} is still being reverted; start when that is done.")


def next_name(connection: ReadConnection, case: CaseId) -> PlanId:
    """Name a case's next takedown."""
    return PlanId(digest("plan", case, str(len(plans.of_case(connection, case))))[:12])

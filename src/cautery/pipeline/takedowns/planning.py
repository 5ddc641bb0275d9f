"""Plan a takedown, have it approved by a second person, and begin it."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from cautery.app import App
from cautery.cases.review import DecisionInput, decide, on_members
from cautery.enforcement import guards
from cautery.enforcement.plan import stage_targets
from cautery.errors import Conflict, Invalid, Missing, Refused
from cautery.model.account import Account
from cautery.model.case import Case, CaseId
from cautery.model.decision import LEAVES_UP, among
from cautery.model.network import CERTAIN
from cautery.model.plan import (
    ExcludedAccount,
    Plan,
    PlanId,
    PlanState,
)
from cautery.pipeline.cases.decide import DecisionMade, decided_elsewhere, in_place_of_earlier, save
from cautery.pipeline.cases.immediate_takedown import next_name, refuse_to_begin, targets_of
from cautery.pipeline.entrance.two_admins import refuse_if_let_in_by
from cautery.pipeline.history.followers import followers_of
from cautery.pipeline.takedowns.feasible import cannot_be
from cautery.pipeline.takedowns.planned import append_step, get_plan, need_reason, planned
from cautery.store import cases, decisions, networks, plans
from cautery.store.database import ReadConnection
from cautery.store.ledger import WriteTransaction


def plan(
    app: App, case: CaseId, word: DecisionInput, *, ground: str = "", only: Collection[Account] | None = None
) -> Plan:
    """Plan a takedown; nothing happens before it is begun.

    Args:
        ground: the law or order that it rests on; '': the rules of the house.
        only: members that a person selected; None: all certain members.

    Raises:
        Invalid: one that was selected is no member, or nobody was.
    """
    with app.reading() as connection:
        found, members, left_out = _who(connection, case)
    members, left_out = _selected(members, left_out, only)
    if not members:
        raise Refused(f"Nobody is left to act on in case {case}: others decided about all of its accounts.")
    impossible = cannot_be(app, list(members), word.measure, found.post) if word.measure not in LEAVES_UP else ()
    members = {about: chance for about, chance in members.items() if about not in {one.account for one in impossible}}
    if not members:
        raise Refused(impossible[0].says)
    followers = followers_of(app, list(members))
    with app.writing() as tx:
        earlier = decisions.of_case(tx.connection, case)
        word = in_place_of_earlier(tx.connection, case, word)
        decide(found, word, by=tx.by, at=tx.at, policy=app.policy, earlier=earlier)
        if word.measure in LEAVES_UP or word.clause is None:
            raise Invalid(
                f"'{word.measure}' takes nothing down.", at_terminal=f"Decide it without a plan: cautery decide {case}"
            )
        name = next_name(tx.connection, case)
        targets = targets_of(tx.connection, members, followers, by=tx.by)
        made = Plan(
            id=name,
            case=case,
            post=found.post,
            measure=word.measure,
            clause=word.clause,
            reason=word.reason.strip(),
            ground=ground.strip(),
            replaces=word.replaces,
            targets=stage_targets(targets, plan=name, limits=app.config.takedown),
            left_out=(*left_out, *impossible),
            needs=guards.needs_second(targets, ground=ground, limits=app.config.takedown),
            by=tx.by,
            at=tx.at,
        )
        plans.append(tx, made)
    return made


def approve(app: App, name: PlanId) -> DecisionMade:
    """Approve what somebody else planned: it is decided in their name, and begins."""
    with app.writing() as tx:
        made = planned(app, tx, name)
        guards.refuse_own(made, by=tx.by)
        refuse_if_let_in_by(app, tx.connection, tx.by, made.by)
        return _begin(app, tx, made, state="approved", says="approved")


def begin(app: App, name: PlanId) -> DecisionMade:
    """Begin a plan that needs nobody else."""
    with app.writing() as tx:
        made = planned(app, tx, name)
        guards.refuse_alone(made)
        return _begin(app, tx, made, state="approved", says="needs nobody else")


def force(app: App, name: PlanId, *, order: str) -> DecisionMade:
    """Begin a plan alone, under an order that gives an hour; somebody else must ratify it within a day."""
    with app.writing() as tx:
        made = planned(app, tx, name)
        return _begin(app, tx, made, state="forced", says=guards.order_of(order))


def ratify(app: App, name: PlanId) -> None:
    """Ratify what somebody else began alone."""
    with app.writing() as tx:
        forced = [step for step in plans.steps_of(tx.connection, name) if step.state in ("forced", "ratified")]
        if not forced or forced[-1].state == "ratified":
            raise Conflict(f"Takedown '{name}' needs no confirmation.")
        guards.refuse_own(replace(get_plan(tx.connection, name), by=forced[-1].by), by=tx.by)
        refuse_if_let_in_by(app, tx.connection, tx.by, forced[-1].by)
        append_step(tx, name, "ratified", "ratified")


def refuse(app: App, name: PlanId, *, reason: str) -> None:
    """Refuse a plan, or take back one's own."""
    with app.writing() as tx:
        made = planned(app, tx, name)
        append_step(tx, name, "withdrawn" if made.by == tx.by else "refused", need_reason(reason))


def _who(connection: ReadConnection, name: CaseId) -> tuple[Case, Mapping[Account, float], tuple[ExcludedAccount, ...]]:
    """Say whom a decision about a case would act on, each with how surely it belongs, and whom not."""
    found = cases.get(connection, name)
    if found is None:
        raise Missing(f"There is no case '{name}'.", at_terminal="List them with: cautery cases")
    network = networks.of_case(connection, name)
    if network is None:
        return found, {found.about: 1.0}, ()
    elsewhere = decided_elsewhere(connection, [member.account for member in network.members], name)
    members: dict[Account, float] = {}
    left_out = []
    for member in network.members:
        if among(member.account, elsewhere):
            left_out.append(ExcludedAccount(account=member.account, says="people decided about it in another case"))
        elif member.chance < CERTAIN:
            left_out.append(
                ExcludedAccount(account=member.account, says=f"only {member.chance:.0%} sure to be a member")
            )
        else:
            members[member.account] = member.chance
    return found, members, tuple(left_out)


def _selected(
    members: Mapping[Account, float], left_out: tuple[ExcludedAccount, ...], only: Collection[Account] | None
) -> tuple[Mapping[Account, float], tuple[ExcludedAccount, ...]]:
    """Keep the members that a person selected, and say of the others that they were not."""
    if only is None:
        return members, left_out
    known = members.keys() | {one.account for one in left_out}
    strangers = sorted(one.id for one in set(only) - known)
    if strangers or not only:
        says = f"'{strangers[0]}' is not an account of this case" if strangers else "No account is selected"
        raise Invalid(f"{says}; select accounts of the case's network.")
    rest = [ExcludedAccount(account=one, says="not selected") for one in members if one not in only]
    return {one: chance for one, chance in members.items() if one in only}, (*left_out, *rest)


def _begin(app: App, tx: WriteTransaction, made: Plan, *, state: PlanState, says: str) -> DecisionMade:
    """Decide a plan, for those of its accounts about whom nobody decided otherwise since; its actions wait to be sent."""
    refuse_to_begin(app, tx, made)
    found, members, _ = _who(tx.connection, made.case)
    about = [target.account for target in made.targets if target.account in members]
    if not about:
        raise Refused(f"Nobody is left to act on: others decided about all accounts of takedown {made.id} since.")
    word = DecisionInput(measure=made.measure, clause=made.clause, reason=made.reason, replaces=made.replaces)
    earlier = decisions.of_case(tx.connection, made.case)
    decided = decide(found, word, by=made.by, at=tx.at, policy=app.policy, earlier=earlier)
    append_step(tx, made.id, state, says)
    return save(tx, on_members(decided, about), plan=made)

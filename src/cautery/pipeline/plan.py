"""Plan: one decision for many accounts is seen before it happens, approved by somebody else, begun, held, undone whole."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cautery.app import App
from cautery.cases.review import Word, decide, on_members
from cautery.enforcement import guards
from cautery.enforcement.guards import Limits
from cautery.enforcement.plan import Preview, preview, stage_targets
from cautery.errors import Conflict, Invalid, Missing, Refused
from cautery.kit.canonical import digest
from cautery.model.account import Account
from cautery.model.action import Action, Receipt
from cautery.model.case import Case, CaseId
from cautery.model.decision import LEAVES_UP, Decision, among
from cautery.model.network import CERTAIN
from cautery.model.plan import (
    FollowUp,
    Hold,
    LeftOut,
    Plan,
    PlanId,
    PlanState,
    Protected,
    Protection,
    Silence,
    Step,
    Tally,
)
from cautery.pipeline.at_once import next_name, refuse_to_begin, targets_of
from cautery.pipeline.disarm import disarm
from cautery.pipeline.entrance.two_admins import refuse_if_let_in_by
from cautery.pipeline.followers import followers_of
from cautery.pipeline.judge import Judged, decided_elsewhere, keep
from cautery.pipeline.silence import order_over
from cautery.store import actions, cases, decisions, networks, outbox, plans
from cautery.store.database import Reading
from cautery.store.ledger import Writing

WITHDRAWN = "Withdrawn: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A takedown with all that became of it."""

    plan: Plan
    preview: Preview
    steps: tuple[Step, ...]
    tallies: tuple[Tally, ...]
    hold: Hold | None
    silence: Silence | None
    """The order that forbids telling the account holders, if there was one."""
    follow_ups: tuple[FollowUp, ...]

    @property
    def state(self) -> PlanState:
        """What holds."""
        return self.steps[-1].state

    @property
    def to_ratify(self) -> bool:
        """Whether one person began it alone, and somebody else must ratify it still."""
        return [one.state for one in self.steps if one.state in ("forced", "ratified")][-1:] == ["forced"]

    def count(self, *states: str) -> int:
        """Count its actions in some states."""
        return sum(one.actions for one in self.tallies if one.state in states)


def plan(app: App, case: CaseId, word: Word, *, ground: str = "") -> Plan:
    """Plan a takedown; nothing happens before it is begun.

    Args:
        ground: the law or order that it rests on; '': the rules of the house.
    """
    with app.reading() as connection:
        found, members, left_out = _who(connection, case)
    if not members:
        raise Refused(f"Nobody is left to act on in case {case}: others decided about all of its accounts.")
    followers = followers_of(app, list(members))
    with app.writing() as tx:
        earlier = decisions.of_case(tx.connection, case)
        decide(found, word, by=tx.by, at=tx.at, policy=app.policy, earlier=earlier)
        if word.measure in LEAVES_UP or word.clause is None:
            raise Invalid(f"'{word.measure}' takes nothing down; decide it without a plan: cautery decide {case}")
        name = next_name(tx.connection, case)
        targets = targets_of(tx.connection, members, followers)
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
            left_out=left_out,
            needs=guards.needs_second(targets, ground=ground, limits=app.config.takedown),
            by=tx.by,
            at=tx.at,
        )
        plans.append(tx, made)
    return made


def approve(app: App, name: PlanId) -> Judged:
    """Approve what somebody else planned: it is decided in their name, and begins."""
    with app.writing() as tx:
        made = _planned(app, tx, name)
        guards.refuse_own(made, by=tx.by)
        refuse_if_let_in_by(app, tx.connection, tx.by, made.by)
        return _begin(app, tx, made, state="approved", says="approved")


def begin(app: App, name: PlanId) -> Judged:
    """Begin a plan that needs nobody else."""
    with app.writing() as tx:
        made = _planned(app, tx, name)
        guards.refuse_alone(made)
        return _begin(app, tx, made, state="approved", says="needs nobody else")


def force(app: App, name: PlanId, *, order: str) -> Judged:
    """Begin a plan alone, under an order that gives an hour; somebody else must ratify it within a day."""
    with app.writing() as tx:
        made = _planned(app, tx, name)
        return _begin(app, tx, made, state="forced", says=guards.order_of(order))


def ratify(app: App, name: PlanId) -> None:
    """Ratify what somebody else began alone."""
    with app.writing() as tx:
        forced = [one for one in plans.steps_of(tx.connection, name) if one.state in ("forced", "ratified")]
        if not forced or forced[-1].state == "ratified":
            raise Conflict(f"Takedown '{name}' waits for nobody to ratify it.")
        guards.refuse_own(replace(_there(tx.connection, name), by=forced[-1].by), by=tx.by)
        _step(tx, name, "ratified", "ratified")


def refuse(app: App, name: PlanId, *, reason: str) -> None:
    """Refuse a plan, or take back one's own."""
    with app.writing() as tx:
        made = _planned(app, tx, name)
        _step(tx, name, "withdrawn" if made.by == tx.by else "refused", _said(reason))


def resume(app: App, name: PlanId, *, reason: str) -> None:
    """Let a takedown that stopped by itself go on: a person looked at why, and from here on takes it upon themselves."""
    with app.writing() as tx:
        if plans.steps_of(tx.connection, _there(tx.connection, name).id)[-1].state != "stopped":
            raise Conflict(f"Takedown {name} did not stop.")
        _step(tx, name, "resumed", _said(reason))


def undo_whole(app: App, name: PlanId, *, reason: str) -> int:
    """Take a whole takedown back: its decisions are withdrawn, and what it changed is restored; returns how many accounts."""
    with app.writing() as tx:
        made = _there(tx.connection, name)
        if plans.steps_of(tx.connection, name)[-1].state in ("planned", "refused", "withdrawn", "undone"):
            raise Conflict(f"Takedown {name} is not under way: there is nothing to undo.")
        said = _said(reason)
        held = {one.about: one for one in decisions.of_case(tx.connection, made.case)}
        of_plan = actions.decisions_of_plan(tx.connection, name)
        standing = [one for one in held.values() if one.id in of_plan]
        disarm(tx, name)
        _step(tx, name, "undone", said)
        if standing:
            keep(tx, [_withdrawn(one, said, tx) for one in standing])
    return len(standing)


def hold(app: App, name: PlanId | None, *, on: bool, reason: str) -> Hold:
    """Turn the switch: what is not sent yet is kept back, of one takedown or (None) of everything; or it may go again."""
    with app.writing() as tx:
        if name is not None:
            _there(tx.connection, name)
        turned = Hold(plan=name, on=on, says=_said(reason), by=tx.by, at=tx.at)
        plans.append_hold(tx, turned)
    return turned


def protect(app: App, account: Account, kind: Protected | None, *, reason: str) -> Protection:
    """Protect an account from being taken down by one person alone; None ends it."""
    with app.writing() as tx:
        return _protect(tx, account, kind, reason=reason)


def protect_in(app: App, name: PlanId, account: Account, kind: Protected | None, *, reason: str) -> Protection:
    """Protect an account that a plan would act on, so that one person alone does not begin it any more; None ends it."""
    with app.writing() as tx:
        if account not in {target.account for target in _planned(app, tx, name).targets}:
            raise Missing(f"Takedown {name} acts on no account '{account.id[:80]}' of '{account.platform[:80]}'.")
        return _protect(tx, account, kind, reason=reason)


def look_at(app: App, name: PlanId) -> Standing:
    """Give a takedown with all that became of it."""
    with app.reading() as connection:
        made, steps, limits = _there(connection, name), plans.steps_of(connection, name), app.config.takedown
        if steps[-1].state == "planned":
            made = _as_protected(connection, made, limits=limits)
        return Standing(
            plan=made,
            preview=preview(made, limits=limits),
            steps=tuple(steps),
            tallies=tuple(outbox.tallies(connection, name)),
            hold=plans.held(connection, name),
            silence=order_over(connection, made.case),
            follow_ups=tuple(plans.follow_ups_of(connection, name)),
        )


def held(app: App) -> Hold | None:
    """Say who holds everything, and why; None: nobody."""
    with app.reading() as connection:
        return plans.held(connection, None)


def stuck(app: App, name: PlanId, *, most: int) -> tuple[tuple[Action, Receipt], ...]:
    """List a takedown's actions that a person must look at, with why: parked, and drifted."""
    with app.reading() as connection:
        keys = outbox.keys_in(connection, ("parked", "drifted"), plan=name, most=most)
        found = actions.some(connection, keys)
        return tuple((action, latest) for action, latest in found.values() if latest is not None)


def every(app: App) -> tuple[Step, ...]:
    """List takedowns by the last thing that happened to each, the newest takedown first."""
    with app.reading() as connection:
        return tuple(plans.latest(connection))


def _who(connection: Reading, name: CaseId) -> tuple[Case, Mapping[Account, float], tuple[LeftOut, ...]]:
    """Say whom a decision about a case would act on, each with how surely it belongs, and whom not."""
    found = cases.get(connection, name)
    if found is None:
        raise Missing(f"There is no case '{name}'; list them with: cautery cases")
    network = networks.of_case(connection, name)
    if network is None:
        return found, {found.about: 1.0}, ()
    elsewhere = decided_elsewhere(connection, [one.account for one in network.members], name)
    members: dict[Account, float] = {}
    left_out = []
    for one in network.members:
        if among(one.account, elsewhere):
            left_out.append(LeftOut(account=one.account, says="people decided about it in another case"))
        elif one.chance < CERTAIN:
            left_out.append(LeftOut(account=one.account, says=f"only {one.chance:.0%} sure to be a member"))
        else:
            members[one.account] = one.chance
    return found, members, tuple(left_out)


def _begin(app: App, tx: Writing, made: Plan, *, state: PlanState, says: str) -> Judged:
    """Decide a plan, for those of its accounts about whom nobody decided otherwise since; its actions wait to be sent."""
    refuse_to_begin(app, tx, made)
    found, members, _ = _who(tx.connection, made.case)
    about = [target.account for target in made.targets if target.account in members]
    if not about:
        raise Refused(f"Nobody is left to act on: others decided about all accounts of takedown {made.id} since.")
    word = Word(measure=made.measure, clause=made.clause, reason=made.reason, replaces=made.replaces)
    earlier = decisions.of_case(tx.connection, made.case)
    decided = decide(found, word, by=made.by, at=tx.at, policy=app.policy, earlier=earlier)
    _step(tx, made.id, state, says)
    return keep(tx, on_members(decided, about), plan=made)


def _withdrawn(held: Decision, reason: str, tx: Writing) -> Decision:
    """Withdraw a decision: it is as if nobody had decided, and nothing is said about the account."""
    return replace(
        held,
        id=type(held.id)(digest("withdrawn", held.id)),
        verdict="presumed_benign",
        measure="none",
        clause=None,
        reason=f"{WITHDRAWN}{reason}",
        by=tx.by,
        at=tx.at,
    )


def _protect(tx: Writing, account: Account, kind: Protected | None, *, reason: str) -> Protection:
    made = Protection(account=account, kind=kind, says=_said(reason), by=tx.by, at=tx.at)
    plans.append_protection(tx, made)
    return made


def _there(connection: Reading, name: PlanId) -> Plan:
    found = plans.get(connection, name)
    if found is None:
        raise Missing(f"There is no takedown '{name}'; list them with: cautery takedown list")
    return found


def _planned(app: App, tx: Writing, name: PlanId) -> Plan:
    found = _there(tx.connection, name)
    if (state := plans.steps_of(tx.connection, name)[-1].state) != "planned":
        raise Conflict(f"Takedown {name} was {state} already.")
    return _as_protected(tx.connection, found, limits=app.config.takedown)


def _as_protected(connection: Reading, made: Plan, *, limits: Limits) -> Plan:
    """Give a plan as it would begin now: who was protected since it was made needs a second person, and goes last."""
    held = plans.protected(connection, [target.account for target in made.targets])
    targets = [replace(one, protected=held[one.account].kind) if one.account in held else one for one in made.targets]
    if targets == list(made.targets):
        return made
    staged = stage_targets(targets, plan=made.id, limits=limits)
    return replace(made, targets=staged, needs=guards.needs_second(staged, ground=made.ground, limits=limits))


def _step(tx: Writing, name: PlanId, state: PlanState, says: str) -> None:
    plans.append_step(tx, Step(plan=name, state=state, says=says, by=tx.by, at=tx.at))


def _said(reason: str) -> str:
    if not reason.strip():
        raise Invalid("This needs a reason, for it stands in the log under your name: --reason '...'.")
    return reason.strip()

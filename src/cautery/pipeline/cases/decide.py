"""Decide a case; the decision and the actions it means are saved together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cautery.app import App
from cautery.cases.exemptions import ExemptionAssessment, assess
from cautery.cases.review import DecisionInput, actions_of, decide, on_members
from cautery.enforcement.reversal import overrule
from cautery.errors import Conflict, Missing
from cautery.model.account import Account
from cautery.model.action import GOES_ON, Action
from cautery.model.case import CaseId, version_of
from cautery.model.decision import LEAVES_UP, Decision, among, decisions_in_force
from cautery.model.network import CERTAIN, Network
from cautery.model.plan import Plan, PlanId
from cautery.pipeline.banks.disarm import end_replaced
from cautery.pipeline.cases import golden_set as gold
from cautery.pipeline.cases.immediate_takedown import begin_immediate_takedown, plan_immediate_takedown
from cautery.pipeline.cases.join import answer_joined
from cautery.pipeline.cases.opening import centre
from cautery.pipeline.history.followers import followers_of
from cautery.schemas.cases import GoldenFeedback
from cautery.store import actions, cases, decisions, golds, joins, judgements, leases, networks, reopenings
from cautery.store.database import ReadConnection
from cautery.store.ledger import WriteTransaction


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMade:
    """A decision, and the actions that it means."""

    decision: Decision
    """About a network: the first of as many as it has sure members, all made at once."""
    actions: tuple[Action, ...]
    plan: PlanId | None = None
    """The takedown that carries them out; None for what is about one account or item."""
    known: GoldenFeedback | None = None
    """Of a case with a known answer: what was agreed. Nothing else was kept, and nothing follows."""


def decide_case(
    app: App, case: CaseId, word: DecisionInput, *, assessed: ExemptionAssessment | None = None, seen: str | None = None
) -> DecisionMade:
    """Decide a case as the person at the keys; the decision and what it means are kept together or not at all.

    Args:
        assessed: why none of the exemptions applies, or which one does.
        seen: the version of the case that was looked at; another one by now is refused.
    """
    followers = {} if word.measure in LEAVES_UP else followers_of(app, _members(app, case))
    with app.writing() as tx:
        found = cases.get(tx.connection, case)
        if found is None and golds.pull(tx.connection, case):
            said = gold.answer(app, tx, case, word, assessed)
            return DecisionMade(decision=said, actions=(), known=gold.told(tx.connection, case))
        if found is None:
            raise Missing(f"There is no case '{case}'.", at_terminal="List them with: cautery cases")
        holder = leases.held_by(tx.connection, case, at=app.wall.now())
        if holder not in (None, tx.by):
            raise Conflict(f"{holder} is looking at case {case}; nothing was decided. Take another one, or ask them.")
        leads = joins.into(tx.connection, case)
        if leads != case:
            raise Conflict(f"Case {case} waits with case {leads}, which is about the same account; decide that one.")
        earlier = decisions.of_case(tx.connection, case)
        if seen is not None:
            _refuse_unseen(tx, case, earlier, seen)
        word = in_place_of_earlier(tx.connection, case, word)
        made = decide(found, word, by=tx.by, at=tx.at, policy=app.policy, earlier=earlier)
        on = on_all(tx, made)
        plan = plan_immediate_takedown(app, tx, on, followers=followers, replaces=word.replaces)
        judged = save(tx, on, assessed, plan=plan)
        if plan is not None:
            begin_immediate_takedown(tx, plan, judged.actions)
        return judged


def in_place_of_earlier(connection: ReadConnection, case: CaseId, word: DecisionInput) -> DecisionInput:
    """Take what is said about a reopened case as meant in place of the earlier decision: it waits for just that."""
    return replace(word, replaces=True) if reopenings.is_open(connection, case) else word


def _refuse_unseen(tx: WriteTransaction, case: CaseId, earlier: Sequence[Decision], seen: str) -> None:
    """Refuse to decide a case that is not any more what was looked at."""
    if seen != version_of(decided=len(earlier), joined=len(joins.of(tx.connection, case))):
        last = f"was decided by {earlier[-1].by} ('{earlier[-1].measure}')" if earlier else "has new grounds"
        raise Conflict(f"Case {case} {last} while you looked at it. Nothing of yours was kept; look again.")


def on_all(tx: WriteTransaction, made: Decision) -> tuple[Decision, ...]:
    """Make a decision that is about a network one about each of its members; any other stays what it is."""
    network = networks.of_case(tx.connection, made.case) if made.case else None
    return (made,) if network is None else on_members(made, members_to_act_on(tx.connection, network, made.case))


def members_to_act_on(connection: ReadConnection, network: Network, case: CaseId | None) -> list[Account]:
    """Name the sure members, but for those about whom people decided otherwise: theirs is another case."""
    sure = [member.account for member in network.members if member.chance >= CERTAIN]
    elsewhere = decided_elsewhere(connection, sure, case)
    return [about for about in sure if not among(about, elsewhere)] or [centre(network)]


def decided_elsewhere(
    connection: ReadConnection, accounts: Sequence[Account], case: CaseId | None
) -> frozenset[Account]:
    """Name those of some accounts about whom people decided otherwise than in this case."""
    made = decisions.about_some(connection, {about.id for about in accounts})
    held = decisions_in_force(one for one in made if one.verdict != "presumed_benign")
    return frozenset(decision.about for decision in held if decision.case != case and decision.post is None)


def save(
    tx: WriteTransaction,
    made: Sequence[Decision],
    assessed: ExemptionAssessment | None = None,
    *,
    plan: Plan | None = None,
) -> DecisionMade:
    """Keep decisions with their assessment and what they mean to happen, in the caller's transaction.

    What an earlier decision about the same accounts meant is called off, or to be taken back; what is meant again goes on.
    """
    stages = {target.account: target.stage for target in plan.targets} if plan else {}
    intended = tuple(
        action
        for decision in made
        for action in actions_of(decision, plan=plan.id if plan else None, stage=stages.get(decision.about))
    )
    stands = actions.not_over(tx.connection, made[0].case) if made[0].case else {}
    again = {_meaning(action) for action in intended}
    goes_on = {_meaning(action) for action, state, _ in stands.values() if state in GOES_ON} & again
    about = {decision.about for decision in made}
    over = [stand for stand in stands.values() if stand[0].about in about and _meaning(stand[0]) not in goes_on]
    decisions.append(tx, made)
    if assessed is not None:
        for decision in made:
            judgements.append_assessment(tx, assess(assessed, decision, by=tx.by, at=tx.at))
    actions.append_receipts(
        tx, [overrule(action, state, latest=latest, at=tx.at) for action, state, latest in over if state != "recalled"]
    )
    new = tuple(action for action in intended if _meaning(action) not in goes_on)
    actions.append(tx, new)
    answer_joined(tx, made)
    if over and made[0].case:
        end_replaced(tx, made[0].case)
    return DecisionMade(decision=made[0], actions=new, plan=plan.id if plan and new else None)


def _meaning(action: Action) -> tuple[Account, str | None, str]:
    return action.about, action.post, action.measure


def _members(app: App, case: CaseId) -> list[Account]:
    with app.reading() as connection:
        network = networks.of_case(connection, case)
    return [member.account for member in network.members] if network else []

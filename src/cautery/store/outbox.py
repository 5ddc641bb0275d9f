"""What waits to be sent, looked at or taken back, and when. Computed from the ledgers of actions and receipts as these grow,
for whoever sends must know at once what is next, however many actions there were.

Whoever takes a batch up has it for a while (a lease), so that two workers never send the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, case, func, insert, select, update

from cautery.model.action import Action, ActionReceipt, ActionState
from cautery.model.plan import PlanId, Tally
from cautery.store.ledger import in_slices
from cautery.store.takedown_tables import outbox

LONGEST_LEASE_S = 86400.0
"""Nobody has an action for longer, unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueAction:
    """An action whose turn it is."""

    key: str
    plan: PlanId
    """'' for an action of no takedown."""
    platform: str
    state: ActionState
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxFilter:
    """Which actions are meant."""

    most: int
    plan: PlanId | None = None
    """Only of this takedown; '' of none. None: whatever they belong to."""
    stage: int | None = None
    """Only up to this stage."""
    platform: str = ""


def add(connection: Connection, meant: Sequence[Action], *, at_s: float) -> None:
    """Let actions that were just written wait to be sent."""
    if not meant:
        return
    last = connection.execute(select(func.coalesce(func.max(outbox.c.number), 0))).scalar_one()
    rows = [
        {
            "key": one.key,
            "number": last + place,
            "plan": one.plan or "",
            "stage": one.stage or 0,
            "platform": one.about.platform,
            "state": "meant",
            "tries": 0,
            "ready_at": 0.0,
            "taken_until": 0.0,
            "meant_at": at_s,
            "changed_at": at_s,
        }
        for place, one in enumerate(meant, start=1)
    ]
    for few in in_slices(rows):
        connection.execute(insert(outbox), few)


def note(connection: Connection, got: Sequence[ActionReceipt]) -> None:
    """Say how actions stand since their last receipts; what was waited for is ready again."""
    rows = [{"of": one.action, "state": one.state, "changed_at": one.at.timestamp()} for one in got]
    if rows:
        changed = update(outbox).where(outbox.c.key == bindparam("of"))
        connection.execute(changed.values(tries=0, ready_at=0.0, taken_until=0.0), rows)


def take(connection: Connection, keys: Sequence[str], *, until_s: float) -> None:
    """Let one worker have actions until a time, in seconds since 1970; nobody else gets them before."""
    for few in in_slices(keys):
        connection.execute(update(outbox).where(outbox.c.key.in_(few)).values(taken_until=until_s))


def wait(connection: Connection, until: Sequence[tuple[str, float]], *, tried: bool = True) -> None:
    """Let actions wait until a time, in seconds since 1970, for whoever is free; `tried` counts one more try of each."""
    rows = [{"of": key, "ready_at": ready_at} for key, ready_at in until]
    if rows:
        changed = update(outbox).where(outbox.c.key == bindparam("of"))
        connection.execute(changed.values(tries=outbox.c.tries + int(tried), taken_until=0.0), rows)


def rest(connection: Connection, until: Sequence[tuple[str, float]]) -> None:
    """Let actions that are as they should be rest until a time, in seconds since 1970; how often they were tried is over."""
    rows = [{"of": key, "ready_at": ready_at} for key, ready_at in until]
    if rows:
        changed = update(outbox).where(outbox.c.key == bindparam("of"))
        connection.execute(changed.values(tries=0, taken_until=0.0), rows)


def ready(
    connection: Connection,
    states: Sequence[ActionState],
    which: OutboxFilter,
    *,
    at_s: float,
    free_s: float,
    lease_s: float = LONGEST_LEASE_S,
) -> list[DueAction]:
    """List whose turn it is, in the order in which they were meant.

    Args:
        at_s: what waits until later than this is left out.
        free_s: what somebody has until later than this is left out.
        lease_s: the longest that anybody has something; what is taken for longer was taken before the clock was set back.
    """
    free = (outbox.c.taken_until <= free_s) | (outbox.c.taken_until > free_s + lease_s)
    found = select(outbox).where(outbox.c.state.in_(states), outbox.c.ready_at <= at_s, free)
    if which.plan is not None:
        found = found.where(outbox.c.plan == which.plan)
    if which.stage is not None:
        found = found.where(outbox.c.stage <= which.stage)
    if which.platform:
        found = found.where(outbox.c.platform == which.platform)
    rows = connection.execute(found.order_by(outbox.c.number).limit(which.most))
    return [
        DueAction(key=row.key, plan=PlanId(row.plan), platform=row.platform, state=row.state, tries=row.tries)
        for row in rows
    ]


def next_at(
    connection: Connection, states: Sequence[ActionState], *, plan: PlanId, platforms: Sequence[str]
) -> float | None:
    """Say when the next action of a takedown in some states is ready and free, in seconds since 1970; None: there is none."""
    later = case((outbox.c.taken_until > outbox.c.ready_at, outbox.c.taken_until), else_=outbox.c.ready_at)
    found = select(func.min(later)).where(
        outbox.c.state.in_(states), outbox.c.plan == plan, outbox.c.platform.in_(platforms)
    )
    at: float | None = connection.execute(found).scalar()
    return at


def plans_with(connection: Connection, states: Sequence[ActionState], *, ready_by: float | None = None) -> list[PlanId]:
    """List the takedowns that have actions in some states; '' stands for actions of none.

    Args:
        ready_by: only where one is ready at this time, in seconds since 1970.
    """
    found = select(outbox.c.plan).where(outbox.c.state.in_(states)).distinct().order_by(outbox.c.plan)
    if ready_by is not None:
        found = found.where(outbox.c.ready_at <= ready_by)
    return [PlanId(name) for name in connection.execute(found).scalars()]


def tallies(connection: Connection, plan: PlanId) -> list[Tally]:
    """Count a takedown's actions by stage and state."""
    found = (
        select(outbox.c.stage, outbox.c.state, func.count())
        .where(outbox.c.plan == plan)
        .group_by(outbox.c.stage, outbox.c.state)
        .order_by(outbox.c.stage, outbox.c.state)
    )
    return [Tally(stage=stage, state=state, actions=many) for stage, state, many in connection.execute(found)]


def count_in(connection: Connection, states: Sequence[ActionState]) -> dict[PlanId, int]:
    """Count the actions in some states by takedown; '' stands for actions of none, and comes last."""
    found = select(outbox.c.plan, func.count()).where(outbox.c.state.in_(states)).group_by(outbox.c.plan)
    rows = connection.execute(found.order_by(outbox.c.plan.desc()))
    return {PlanId(plan): many for plan, many in rows}


def platforms_of(connection: Connection, states: Sequence[ActionState], *, plan: PlanId) -> list[str]:
    """List the platforms on which a takedown has actions in some states."""
    found = select(outbox.c.platform).where(outbox.c.plan == plan, outbox.c.state.in_(states)).distinct()
    return sorted(connection.execute(found).scalars())


def changed_at(connection: Connection, plan: PlanId) -> float | None:
    """Say when something last happened to one of a takedown's actions, in seconds since 1970."""
    at: float | None = connection.execute(select(func.max(outbox.c.changed_at)).where(outbox.c.plan == plan)).scalar()
    return at


def keys_in(connection: Connection, states: Sequence[ActionState], *, plan: PlanId, most: int) -> list[str]:
    """List a takedown's actions in some states, in the order in which they were meant."""
    found = select(outbox.c.key).where(outbox.c.plan == plan, outbox.c.state.in_(states))
    return list(connection.execute(found.order_by(outbox.c.number).limit(most)).scalars())

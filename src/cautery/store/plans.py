"""The ledgers of takedowns: plans, what became of them, holds, protections, follow-ups."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, LargeBinary, Row, cast, func, select

from cautery.kit.canonical import canonical_json
from cautery.kit.clock import rfc3339
from cautery.kit.compressed import pack, unpack
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import CaseId
from cautery.model.decision import DecisionId
from cautery.model.plan import EnforcementHold, FollowUp, Plan, PlanId, PlanStep, Protection, Suppression
from cautery.store.ledger import WriteTransaction, append_rows, columns_of
from cautery.store.schema import actions
from cautery.store.takedown_tables import follow_ups, holds, plans, protections, silences, steps


def append(tx: WriteTransaction, made: Plan) -> None:
    """Keep a plan, and that it was made."""
    row = {"id": made.id, "case": made.case, "plan": pack(canonical_json(made)), "by": made.by, "at": rfc3339(made.at)}
    append_rows(tx, plans, [row], what="plan", openly=("id", "case"))
    append_step(tx, PlanStep(plan=made.id, state="planned", says=made.reason, by=made.by, at=made.at))


def append_step(tx: WriteTransaction, step: PlanStep) -> None:
    """Keep what happened to a plan."""
    row = {"plan": step.plan, "state": step.state, "says": step.says, "by": step.by, "at": rfc3339(step.at)}
    append_rows(tx, steps, [row], what="takedown", openly=("plan", "state"))


def append_hold(tx: WriteTransaction, hold: EnforcementHold) -> None:
    """Keep that the switch was turned."""
    row = {"plan": hold.plan, "on": int(hold.on), "says": hold.says, "by": hold.by, "at": rfc3339(hold.at)}
    append_rows(tx, holds, [row], what="hold", openly=("plan", "on"))


def append_protection(tx: WriteTransaction, made: Protection) -> None:
    """Keep that an account is protected, or is not any more."""
    row = {
        "platform": made.account.platform,
        "account": made.account.id,
        "kind": made.kind,
        "says": made.says,
        "by": made.by,
        "at": rfc3339(made.at),
    }
    append_rows(tx, protections, [row], what="protection", openly=("kind",))


def append_follow_up(tx: WriteTransaction, found: FollowUp) -> None:
    """Keep who came back."""
    packed = pack(canonical_json(found))
    row = {"plan": found.plan, "hours": found.hours, "found": packed, "at": rfc3339(found.at)}
    append_rows(tx, follow_ups, [row], what="follow-up", openly=("plan", "hours"))


def follow_ups_of(connection: Connection, name: PlanId) -> list[FollowUp]:
    """List how a takedown was followed up, oldest first."""
    found = select(cast(follow_ups.c.found, LargeBinary)).where(follow_ups.c.plan == name).order_by(follow_ups.c.seq)
    return [msgspec.json.decode(unpack(packed), type=FollowUp) for packed in connection.execute(found).scalars()]


def followed_up(connection: Connection) -> frozenset[tuple[PlanId, int]]:
    """Say which takedowns were followed up, each with how many hours after its end."""
    rows = connection.execute(select(follow_ups.c.plan, follow_ups.c.hours))
    return frozenset((PlanId(plan), hours) for plan, hours in rows)


def append_silence(tx: WriteTransaction, made: Suppression) -> None:
    """Keep that nobody may be told of a case."""
    row = {
        "case": made.case,
        "order": made.order,
        "until": rfc3339(made.until),
        "by": made.by,
        "at": rfc3339(made.at),
    }
    append_rows(tx, silences, [row], what="silence", openly=("case",))


def silence_of(connection: Connection, case: CaseId) -> Suppression | None:
    """Give the last order that forbids telling the account holders of a case; None: there never was one."""
    found = select(silences).where(silences.c.case == case).order_by(silences.c.seq.desc()).limit(1)
    row = connection.execute(found).first()
    return msgspec.convert(columns_of(row, but=("seq",)), type=Suppression) if row else None


def get(connection: Connection, name: PlanId) -> Plan | None:
    """Give a plan by its id; None when there is none."""
    packed = connection.execute(select(cast(plans.c.plan, LargeBinary)).where(plans.c.id == name)).scalar()
    return msgspec.json.decode(unpack(packed), type=Plan) if packed is not None else None


def steps_of(connection: Connection, name: PlanId) -> list[PlanStep]:
    """List what happened to a plan, oldest first."""
    found = select(steps).where(steps.c.plan == name).order_by(steps.c.seq)
    return [_step(row) for row in connection.execute(found)]


def approvers_of(connection: Connection, decision: DecisionId) -> list[str]:
    """List who approved, began or confirmed the takedown that a decision is a part of; nobody when it is of none."""
    of_decision = select(actions.c.plan).where(actions.c.decision == decision, actions.c.plan.is_not(None))
    found = select(steps.c.by).where(
        steps.c.plan.in_(of_decision), steps.c.state.in_(("approved", "forced", "ratified"))
    )
    return list(connection.execute(found.distinct()).scalars())


def latest(connection: Connection) -> list[PlanStep]:
    """List every plan's last step, the newest plan first."""
    newest = select(func.max(steps.c.seq)).group_by(steps.c.plan)
    found = (
        select(steps)
        .join(plans, plans.c.id == steps.c.plan)
        .where(steps.c.seq.in_(newest))
        .order_by(plans.c.seq.desc())
    )
    return [_step(row) for row in connection.execute(found)]


def to_ratify(connection: Connection) -> list[PlanStep]:
    """List how plans were begun that one person began alone, that nobody ratified since and that still stand."""
    newest = (
        select(func.max(steps.c.seq)).where(steps.c.state.in_(("forced", "ratified", "undone"))).group_by(steps.c.plan)
    )
    found = select(steps).where(steps.c.seq.in_(newest), steps.c.state == "forced").order_by(steps.c.seq)
    return [_step(row) for row in connection.execute(found)]


def of_case(connection: Connection, case: CaseId) -> list[PlanId]:
    """List a case's plans, oldest first."""
    found = select(plans.c.id).where(plans.c.case == case).order_by(plans.c.seq)
    return [PlanId(name) for name in connection.execute(found).scalars()]


def held(connection: Connection, name: PlanId | None) -> EnforcementHold | None:
    """Say what keeps a plan back: the switch of everything, or its own; None: nothing."""
    for one in (None, name) if name else (None,):
        of = holds.c.plan.is_(None) if one is None else holds.c.plan == one
        row = connection.execute(select(holds).where(of).order_by(holds.c.seq.desc()).limit(1)).first()
        if row is not None and row.on:
            return msgspec.convert(columns_of(row, but=("seq",)), type=EnforcementHold, strict=False)
    return None


def protected(connection: Connection, accounts: Sequence[Account] | None = None) -> dict[Account, Protection]:
    """Give the protections that hold; of some accounts, or all."""
    newest = select(func.max(protections.c.seq)).group_by(protections.c.platform, protections.c.account)
    found = select(protections).where(protections.c.seq.in_(newest), protections.c.kind.is_not(None))
    wanted = None if accounts is None else frozenset(accounts)
    rows = (_protection(row) for row in connection.execute(found.order_by(protections.c.seq)))
    return {one.account: one for one in rows if wanted is None or one.account in wanted}


def ended_protections(connection: Connection, accounts: Sequence[Account]) -> dict[Account, tuple[Protection, str]]:
    """Give protections of accounts that were ended, each as it was and who ended it."""
    held: dict[Account, Protection] = {}
    ended: dict[Account, tuple[Protection, str]] = {}
    wanted = frozenset(accounts)
    for one in map(_protection, connection.execute(select(protections).order_by(protections.c.seq))):
        if one.account not in wanted:
            continue
        if one.kind is not None:
            held[one.account] = one
            ended.pop(one.account, None)
        elif one.account in held:
            ended[one.account] = (held[one.account], one.by)
    return ended


def _step(row: Row[Any]) -> PlanStep:
    return msgspec.convert(columns_of(row, but=("seq",)), type=PlanStep)


def _protection(row: Row[Any]) -> Protection:
    about = Account(platform=Platform(row.platform), id=AccountId(row.account))
    said = columns_of(row, but=("seq", "platform", "account")) | {"account": about}
    return msgspec.convert(said, type=Protection)

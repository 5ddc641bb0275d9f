"""The ledgers of what people outside say: notices that were filed here, appeals, and how these were heard."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, func, select

from cautery.kit.clock import rfc3339
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import CaseId
from cautery.model.decision import DecisionId
from cautery.model.notice import Appeal, AppealAddition, AppealReview, FiledNotice
from cautery.model.plan import PlanId
from cautery.store import messages
from cautery.store.desk_tables import appeal_additions, hearings
from cautery.store.entrance_tables import notice_openings
from cautery.store.ledger import WriteTransaction, append_rows, columns_of, in_slices
from cautery.store.schema import actions, appeals, notices

_WITH_CASE = select(notices, notice_openings.c.case.label("opened")).outerjoin(
    notice_openings, notice_openings.c.notice == notices.c.id
)


def append(tx: WriteTransaction, filed: FiledNotice) -> None:
    """Keep a notice."""
    plain = ("id", "kind", "post", "place", "category", "text", "name", "email", "case")
    row = {name: getattr(filed, name) for name in plain}
    who = {"platform": filed.about.platform, "account": filed.about.id}
    append_rows(tx, notices, [row | who | {"at": rfc3339(filed.at)}], what="notice", openly=("id", "kind", "case"))
    messages.queue_webhooks(tx, "notice.filed", [{"notice": filed.id, "case": filed.case, "kind": filed.kind, **who}])


def append_opening(tx: WriteTransaction, name: str, case: CaseId) -> None:
    """Keep that a person opened a case for a notice that waited behind."""
    row = {"notice": name, "case": case, "by": tx.by, "at": rfc3339(tx.at)}
    append_rows(tx, notice_openings, [row], what="notice opened", openly=("notice", "case"))


def get(connection: Connection, name: str) -> FiledNotice | None:
    """Give a notice by its id; None when there is none."""
    row = connection.execute(_WITH_CASE.where(notices.c.id == name)).first()
    return _notice(row) if row else None


def known(connection: Connection, names: Sequence[str]) -> frozenset[str]:
    """Say which of some notices are here."""
    found: set[str] = set()
    for few in in_slices(names):
        found |= set(connection.execute(select(notices.c.id).where(notices.c.id.in_(few))).scalars())
    return frozenset(found)


def about(connection: Connection, account: Account) -> list[FiledNotice]:
    """List the notices about an account, oldest first."""
    found = _WITH_CASE.where(notices.c.platform == account.platform, notices.c.account == account.id)
    return [_notice(row) for row in connection.execute(found.order_by(notices.c.seq))]


def latest(connection: Connection, *, most: int, before: str = "") -> list[FiledNotice]:
    """List the newest notices, newest first; `before` is the notice after which one goes on."""
    found = _WITH_CASE.order_by(notices.c.seq.desc()).limit(most)
    if before:
        place = select(notices.c.seq).where(notices.c.id == before).scalar_subquery()
        found = found.where(notices.c.seq < place)
    return [_notice(row) for row in connection.execute(found)]


def append_appeal(tx: WriteTransaction, made: Appeal) -> None:
    """Keep an appeal."""
    row = {"id": made.id, "decision": made.decision, "text": made.text, "contact": made.contact}
    times = {"at": rfc3339(made.at), "due": rfc3339(made.due)}
    append_rows(tx, appeals, [row | times], what="appeal", openly=("id", "decision", "due"))
    messages.queue_webhooks(
        tx, "appeal.filed", [{"appeal": made.id, "decision": made.decision, "due": rfc3339(made.due)}]
    )


def append_addition(tx: WriteTransaction, said: AppealAddition) -> None:
    """Keep what was added to an appeal."""
    row = {"appeal": said.appeal, "text": said.text, "at": rfc3339(said.at)}
    append_rows(tx, appeal_additions, [row], what="appeal added to", openly=("appeal",))


def appeal(connection: Connection, name: str) -> Appeal | None:
    """Give an appeal by its id; None when there is none."""
    return next(iter(_appeals(connection, select(appeals).where(appeals.c.id == name))), None)


def appeal_against(connection: Connection, decision: DecisionId) -> Appeal | None:
    """Give the appeal against a decision; None when there is none."""
    return next(iter(_appeals(connection, select(appeals).where(appeals.c.decision == decision))), None)


def pending_appeals(connection: Connection) -> list[Appeal]:
    """List the appeals that nobody has heard, the oldest first."""
    heard = select(hearings.c.appeal)
    return _appeals(connection, select(appeals).where(appeals.c.id.not_in(heard)).order_by(appeals.c.seq))


def append_appeal_review(tx: WriteTransaction, made: AppealReview) -> None:
    """Keep what came of an appeal."""
    row = {"appeal": made.appeal, "outcome": made.outcome, "reason": made.reason, "by": made.by, "at": rfc3339(made.at)}
    append_rows(tx, hearings, [row], what="hearing", openly=("appeal", "outcome"))
    messages.queue_webhooks(tx, "appeal.decided", [{"appeal": made.appeal, "outcome": made.outcome}])


def appeal_review_of(connection: Connection, name: str) -> AppealReview | None:
    """Give what came of an appeal; None while nobody has heard it."""
    row = connection.execute(select(hearings).where(hearings.c.appeal == name)).first()
    return msgspec.convert(columns_of(row, but=("seq",)), type=AppealReview) if row else None


def outcomes(connection: Connection) -> dict[str, int]:
    """Count what came of appeals."""
    found = select(hearings.c.outcome, func.count()).group_by(hearings.c.outcome).order_by(hearings.c.outcome)
    return {row[0]: row[1] for row in connection.execute(found)}


def outcomes_by_decision(connection: Connection) -> dict[DecisionId, str | None]:
    """Give what came of the appeal against each decision that was appealed; None while nobody has heard it."""
    heard = appeals.outerjoin(hearings, hearings.c.appeal == appeals.c.id)
    found = select(appeals.c.decision, hearings.c.outcome).select_from(heard).order_by(appeals.c.seq)
    return {DecisionId(row.decision): row.outcome for row in connection.execute(found)}


def _notice(row: Row[Any]) -> FiledNotice:
    said = columns_of(row, but=("seq", "platform", "account", "case", "opened"))
    who = Account(platform=Platform(row.platform), id=AccountId(row.account))
    return msgspec.convert(said | {"about": who, "case": CaseId(row.case or row.opened or "")}, type=FiledNotice)


def _appeals(connection: Connection, found: Select[Any]) -> list[Appeal]:
    made = [msgspec.convert(columns_of(row, but=("seq",)), type=Appeal) for row in connection.execute(found)]
    added: dict[str, list[AppealAddition]] = {}
    for few in in_slices([one.id for one in made]):
        rows = select(appeal_additions).where(appeal_additions.c.appeal.in_(few)).order_by(appeal_additions.c.seq)
        for row in connection.execute(rows):
            said = msgspec.convert(columns_of(row, but=("seq",)), type=AppealAddition)
            added.setdefault(said.appeal, []).append(said)
    return [replace(one, additions=tuple(added.get(one.id, ()))) for one in made]


def appeals_of_plan(connection: Connection, plan: PlanId) -> int:
    """Count the objections to what a takedown did, but for those that were heard and turned down."""
    upheld = select(hearings.c.appeal).where(hearings.c.outcome == "upheld")
    found = (
        select(func.count())
        .select_from(appeals)
        .join(actions, actions.c.decision == appeals.c.decision)
        .where(actions.c.plan == plan, appeals.c.id.not_in(upheld))
    )
    return connection.execute(found).scalar_one()

"""The ledgers of what people say around decisions: notes, assessments, proposals, second looks, threats."""

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, select

from cautery.kit.canonical import canonical_json
from cautery.kit.clock import rfc3339
from cautery.model.account import Account
from cautery.model.case import CaseId
from cautery.model.decision import DecisionId
from cautery.model.judgement import Assessment, Note, Proposal, SecondLook, Threat
from cautery.store import joins, messages, waiting
from cautery.store.ledger import WriteTransaction, append_rows, columns_of
from cautery.store.schema import assessments, notes, proposals, second_looks, threats


def append_note(tx: WriteTransaction, note: Note) -> None:
    """Keep a note."""
    row = {"platform": note.about.platform, "account": note.about.id, "text": note.text}
    append_rows(tx, notes, [row | _signed(note)], what="note", openly=("by",))


def notes_about(connection: Connection, about: Account) -> list[Note]:
    """List the notes about an account, oldest first."""
    found = select(notes).where(notes.c.platform == about.platform, notes.c.account == about.id).order_by(notes.c.seq)
    return [
        msgspec.convert(columns_of(row, but=("seq", "platform", "account")) | {"about": about}, type=Note)
        for row in connection.execute(found)
    ]


def append_assessment(tx: WriteTransaction, made: Assessment) -> None:
    """Keep why an exemption applies or does not."""
    row = {"decision": made.decision, "purpose": made.purpose, "exempt": int(made.exempt), "says": made.says}
    append_rows(tx, assessments, [row | _signed(made)], what="assessment", openly=("decision", "purpose", "exempt"))


def assessment_of(connection: Connection, decision: DecisionId) -> Assessment | None:
    """Give the assessment of a decision; None when there is none."""
    row = connection.execute(select(assessments).where(assessments.c.decision == decision)).first()
    return msgspec.convert(columns_of(row, but=("seq",)), type=Assessment, strict=False) if row else None


def append_proposal(tx: WriteTransaction, told: Proposal) -> None:
    """Keep a proposal, or what became of it."""
    row = {"id": told.id, "case": told.case, "state": told.state, "word": canonical_json(told).decode()}
    append_rows(tx, proposals, [row | _signed(told)], what="proposal", openly=("id", "case", "state"))


def proposal(connection: Connection, name: str) -> Proposal | None:
    """Give a proposal as it stands; None when there is none of that name."""
    found = select(proposals).where(proposals.c.id == name).order_by(proposals.c.seq.desc()).limit(1)
    row = connection.execute(found).first()
    return _proposal(row) if row else None


def open_proposals(connection: Connection, case: CaseId | None = None) -> list[Proposal]:
    """List what waits for a second person, oldest first; of one case, or all."""
    newest = select(func.max(proposals.c.seq)).group_by(proposals.c.id)
    found = select(proposals).where(proposals.c.seq.in_(newest), proposals.c.state == "proposed")
    if case is not None:
        found = found.where(proposals.c.case == case)
    return [_proposal(row) for row in connection.execute(found.order_by(proposals.c.seq))]


def count_proposals(connection: Connection, case: CaseId) -> int:
    """Count what was ever proposed about a case."""
    found = select(func.count(proposals.c.id.distinct())).where(proposals.c.case == case)
    return connection.execute(found).scalar_one()


def append_second_look(tx: WriteTransaction, made: SecondLook) -> None:
    """Keep what somebody else would have decided."""
    row = {"case": made.case, "measure": made.measure, "clause": made.clause, "reason": made.reason}
    append_rows(tx, second_looks, [row | _signed(made)], what="second look", openly=("case", "measure"))


def every_second_look(connection: Connection) -> list[SecondLook]:
    """List all second looks, oldest first."""
    found = select(second_looks).order_by(second_looks.c.seq)
    return [msgspec.convert(columns_of(row, but=("seq",)), type=SecondLook) for row in connection.execute(found)]


def append_threat(tx: WriteTransaction, told: Threat) -> None:
    """Keep that a threat to life was raised, or what was done about it."""
    row = {"case": told.case, "state": told.state, "says": told.says}
    append_rows(tx, threats, [row | _signed(told)], what="threat", openly=("case", "state"))
    waiting.hurry(tx.connection, joins.into(tx.connection, told.case), threatened=told.state != "no_threat")
    messages.queue_webhooks(tx, "threat.raised", [{"case": told.case}] if told.state == "raised" else [])


def threats_of(connection: Connection, case: CaseId) -> list[Threat]:
    """List what was said about threats in a case, oldest first."""
    found = select(threats).where(threats.c.case == case).order_by(threats.c.seq)
    return [msgspec.convert(columns_of(row, but=("seq",)), type=Threat) for row in connection.execute(found)]


def open_threats(connection: Connection) -> list[Threat]:
    """List the threats that nobody has told anybody about yet, oldest first."""
    newest = select(func.max(threats.c.seq)).group_by(threats.c.case)
    found = select(threats).where(threats.c.seq.in_(newest), threats.c.state == "raised").order_by(threats.c.seq)
    return [msgspec.convert(columns_of(row, but=("seq",)), type=Threat) for row in connection.execute(found)]


def _signed(said: Note | Assessment | Proposal | SecondLook | Threat) -> dict[str, object]:
    return {"by": said.by, "at": rfc3339(said.at)}


def _proposal(row: Row[Any]) -> Proposal:
    return msgspec.json.decode(row.word, type=Proposal)

"""Hear: people outside file notices and appeal, each gets a link to what became of it, and somebody answers."""

import os
from dataclasses import dataclass, replace
from typing import Literal

from cautery.access.tokens import seal, unseal
from cautery.app import App
from cautery.cases import appeals
from cautery.cases.filing import Said, complaint_of
from cautery.cases.opening import Complaint
from cautery.cases.review import Word, decide
from cautery.cases.statements import Statement, statement_of
from cautery.errors import Conflict, Missing
from cautery.kit.files import replace_file
from cautery.model.action import Action
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, DecisionId
from cautery.model.notice import Appeal, FiledNotice, Hearing, NotifierKind
from cautery.pipeline.entrance.two_admins import refuse_if_let_in_by
from cautery.pipeline.history.known_accounts import is_known
from cautery.pipeline.judge import keep, open_for
from cautery.pipeline.silence import is_silent
from cautery.store import actions, cases, decisions, exhibits, joins, judgements, notices
from cautery.store.database import Reading
from cautery.store.ledger import Writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the sender of a notice is told."""

    notice: FiledNotice
    decision: Decision | None
    """None while nobody has decided."""
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """A decision as its account holder sees it, and what came of their appeal."""

    decision: Decision
    statement: Statement
    appeal: Appeal | None
    hearing: Hearing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An appeal as whoever hears it sees it."""

    appeal: Appeal
    decision: Decision
    case: Case


def file_public_notice(app: App, said: Said, *, crowded: bool) -> FiledNotice:
    """Take in what a stranger says. About an account that nobody has seen, or when there are too many, it waits behind."""
    about = complaint_of(said, kind="user", at=app.clock.now()).about
    return file_notice(app, said, kind="user", behind=crowded or not is_known(app, about))


def file_notice(app: App, said: Said, *, kind: NotifierKind, behind: bool = False) -> FiledNotice:
    """Take a notice in; it opens a case, or joins the one that is open about the same thing.

    Args:
        behind: keep it without a case, until a person opens one for it.
    """
    with app.writing() as tx:
        complaint = complaint_of(said, kind=kind, at=tx.at)
        case = None if behind else _case_for(app, tx, complaint)
        filed = FiledNotice(
            id=complaint.notice,
            kind=kind,
            about=complaint.about,
            post=complaint.post,
            place=said.place.strip(),
            category=complaint.category or "",
            text=said.text.strip(),
            name=said.name.strip(),
            email=said.email.strip(),
            case=case.id if case else CaseId(""),
            at=tx.at,
        )
        notices.append(tx, filed)
    return filed


def open_notice(app: App, name: str) -> Case:
    """Open a case for a notice that waits behind, as the person at the keys."""
    with app.writing() as tx:
        filed = notices.get(tx.connection, name)
        if filed is None:
            raise Missing(f"There is no notice '{name[:60]}'.")
        if filed.case:
            raise Conflict(f"Case {filed.case} is open for this notice already.")
        complaint = Complaint(
            notice=filed.id, about=filed.about, post=filed.post, kind=filed.kind, category=filed.category, at=tx.at
        )
        case = _case_for(app, tx, complaint)
        notices.append_opening(tx, filed.id, case.id)
    return case


def receipt_link(app: App, notice: FiledNotice) -> str:
    """Give the part of a link under which the sender of a notice sees what became of it."""
    return seal(notice.id, purpose="notice", key=_link_key(app))


def answer_to(app: App, sealed: str) -> Answer:
    """Say what became of a notice, to whoever holds its link."""
    name = unseal(sealed, purpose="notice", key=_link_key(app))
    with app.reading() as connection:
        filed = notices.get(connection, name)
        if filed is None:
            raise Missing("This notice is not here any more.")
        case, made = cases.get(connection, filed.case), _decisions_for(connection, filed)
    due = f"{case.due:%Y-%m-%d %H:%M} UTC" if case else ""
    return Answer(notice=filed, decision=made[-1] if made else None, due=due)


def latest_notices(app: App, *, most: int, before: str = "") -> tuple[tuple[FiledNotice, bool], ...]:
    """List the newest notices, each with whether its case is decided; `before` is the one after which one goes on."""
    with app.reading() as connection:
        filed = notices.latest(connection, most=most, before=before)
        return tuple((one, bool(_decisions_for(connection, one))) for one in filed)


def objection_link(app: App, decision: DecisionId) -> str:
    """Give the part of a link under which an account holder reads why, and can appeal."""
    return seal(decision, purpose="appeal", key=_link_key(app))


def objection(app: App, sealed: str, *, language: str | None = None) -> Objection:
    """Show a decision to its account holder: why, and what came of their appeal."""
    name = DecisionId(unseal(sealed, purpose="appeal", key=_link_key(app)))
    with app.reading() as connection:
        decision, case = _may_be_told(app, connection, name)
        shown = exhibits.of_case(connection, case.id)
        statement = statement_of(
            decision,
            case,
            policy=app.policy,
            assessment=judgements.assessment_of(connection, decision.id),
            language=language or (shown.language if shown else None),
        )
        made = notices.appeal_against(connection, decision.id)
        heard = notices.hearing_of(connection, made.id) if made else None
    if statement is None:
        raise Missing("Nothing was done to this account under this decision.")
    return Objection(decision=decision, statement=statement, appeal=made, hearing=heard)


def appeal(app: App, sealed: str, text: str, *, contact: str) -> Appeal:
    """Take an appeal in, from whoever holds the decision's link."""
    name = DecisionId(unseal(sealed, purpose="appeal", key=_link_key(app)))
    with app.acting_as("the account holder").writing() as tx:
        decision, _ = _may_be_told(app, tx.connection, name)
        earlier = notices.appeal_against(tx.connection, decision.id)
        made = appeals.appeal(decision, text, contact=contact, at=tx.at, earlier=earlier)
        notices.append_appeal(tx, made)
    return made


def unheard(app: App) -> tuple[Heard, ...]:
    """List the appeals that wait, the oldest first."""
    with app.reading() as connection:
        return tuple(_heard(connection, one) for one in notices.unheard(connection))


def heard(app: App, name: str) -> tuple[Heard, Hearing | None]:
    """Give an appeal, and what came of it."""
    with app.reading() as connection:
        return _heard(connection, _appeal(connection, name)), notices.hearing_of(connection, name)


def hear(app: App, name: str, *, outcome: Literal["upheld", "overturned"], reason: str) -> Hearing:
    """Decide an appeal as the person at the keys; what was overturned is taken back on the platform."""
    with app.writing() as tx:
        made = _appeal(tx.connection, name)
        if notices.hearing_of(tx.connection, name) is not None:
            raise Conflict(f"Appeal {name} was heard already.")
        decision, case = _decided(tx.connection, made.decision)
        refuse_if_let_in_by(app, tx.connection, tx.by, decision.by)
        hearing = appeals.hear(made, decision, outcome=outcome, reason=reason, by=tx.by, at=tx.at)
        notices.append_hearing(tx, hearing)
        if outcome == "overturned":
            word = Word(measure="none", clause=None, reason=f"Overturned on appeal: {hearing.reason}", replaces=True)
            earlier = decisions.of_case(tx.connection, case.id)
            again = decide(case, word, by=tx.by, at=tx.at, policy=app.policy, earlier=earlier)
            keep(tx, (replace(again, about=decision.about),))
    return hearing


def to_take_back(app: App) -> tuple[Action, ...]:
    """List what is in force on a platform under a decision that another has replaced."""
    with app.reading() as connection:
        return tuple(actions.in_state(connection, "recalled"))


def _decisions_for(connection: Reading, filed: FiledNotice) -> list[Decision]:
    return decisions.of_case(connection, filed.case) if filed.case else []


def _case_for(app: App, tx: Writing, complaint: Complaint) -> Case:
    opened = open_for(tx, [complaint], app.policy)
    if opened:
        return opened[0]
    known = cases.about(tx.connection, complaint.about)
    return next(one for one in reversed(known) if one.post == complaint.post and one.origin != "network")


def _may_be_told(app: App, connection: Reading, name: DecisionId) -> tuple[Decision, Case]:
    """Give a decision to its account holder; where an order forbids telling, it is as if there were none."""
    decision, case = _decided(connection, name)
    if is_silent(connection, case.id, at=app.clock.now()):
        raise Missing("This decision is not here any more.")
    return decision, case


def _decided(connection: Reading, name: DecisionId) -> tuple[Decision, Case]:
    """Give a decision with its case; one that only answers a joined case stands for the one that it was answered with."""
    decision = decisions.get(connection, name)
    if decision is not None and decision.source == "joined" and decision.case is not None:
        of_leading = decisions.of_case(connection, joins.into(connection, decision.case))
        decision = next((one for one in reversed(of_leading) if one.about == decision.about), None)
    case = cases.get(connection, decision.case) if decision and decision.case else None
    if decision is None or case is None:
        raise Missing("This decision is not here any more.")
    return decision, case


def _appeal(connection: Reading, name: str) -> Appeal:
    made = notices.appeal(connection, name)
    if made is None:
        raise Missing(f"There is no appeal '{name}'.")
    return made


def _heard(connection: Reading, made: Appeal) -> Heard:
    decision, case = _decided(connection, made.decision)
    return Heard(appeal=made, decision=decision, case=case)


def _link_key(app: App) -> bytes:
    """Give the key that seals links; made when first asked for."""
    path = app.config.link_key
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        replace_file(path, os.urandom(32), mode=0o600)
    return path.read_bytes()

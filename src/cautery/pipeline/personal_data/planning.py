"""Plans an erasure, and lets a second person approve it. What the law orders or allows to keep stays, and is named."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import msgspec

from cautery.app import App
from cautery.cases.review import same_person
from cautery.errors import Conflict, Missing, Refused
from cautery.model.account import Account
from cautery.model.case import CaseId
from cautery.model.decision import LEAVES_UP, Decision
from cautery.model.erasure import Erasure, ErasurePlan, ErasureState, KeptData
from cautery.model.preservation import HOLDS
from cautery.pipeline.personal_data.redaction import Redaction
from cautery.pipeline.personal_data.subject import DataSubject, keyed_hash, subject_of
from cautery.store import cases, decisions, erasures, plans, preservations, waiting
from cautery.store.database import ReadConnection
from cautery.store.journal import Journal
from cautery.store.rows_about import Names, count_rows, names_about, names_of

APPEALABLE = timedelta(days=183)
"""Six months: appeals (DSA, Art. 20) and what was removed as terrorist content (Regulation 2021/784, Art. 6)."""

OF_AGE = "age"
"""The subject of what retention removed: nobody in particular."""
REVIEW = "review"
"""The source of decisions that were made here; labels from files have another."""
ALWAYS = 2
"""Things that stay whatever is erased."""


def ask(app: App, about: Account) -> tuple[Erasure, ErasurePlan]:
    """Plan an erasure, and ask for a second person; Missing where nothing is held about the account."""
    subject = subject_of(app, about)
    plan = planned(app, subject)
    if not plan.events and not plan.mentions and not plan.rows and len(plan.kept) == ALWAYS:
        raise Missing(f"Nothing is held about '{about.platform}:{about.id}'.")
    with app.writing() as tx:
        if any(one.about == about for one in erasures.every(tx.connection)):
            raise Conflict(f"The erasure of '{about.platform}:{about.id}' was asked for already.")
        asked = Erasure(
            id=secrets.token_hex(6),
            state="asked",
            subject=keyed_hash(app, about),
            told=msgspec.json.encode(plan).decode(),
            numbers=(),
            changed={},
            by=tx.by,
            at=tx.at,
            about=about,
        )
        erasures.append(tx, asked, handles=sorted(subject.handles))
    return asked, plan


def answer(app: App, name: str, state: ErasureState) -> Erasure:
    """Approve or refuse an erasure; refused where whoever asked approves."""
    with app.writing() as tx:
        found = {one.id: one for one in erasures.every(tx.connection)}.get(name)
        if found is None:
            raise Missing(f"There is no erasure '{name}'.")
        if found.state != "asked":
            raise Conflict(f"The erasure '{name}' is {found.state} already.")
        if state == "approved" and same_person(erasures.asked_by(tx.connection, name) or "", app.person):
            raise Refused("You asked for this erasure yourself, so somebody else must approve it.")
        if state == "approved" and found.about is not None:
            refuse_held(tx.connection, found.about)
        answered = _moved(found, state, by=tx.by, at=tx.at)
        erasures.append(tx, answered)
    return answered


def refuse_held(connection: ReadConnection, about: Account) -> None:
    """Refuse to erase what a litigation hold or a preservation request covers."""
    held = [made for made in preservations.live(connection) if made.about == about and made.basis in HOLDS]
    if held:
        until = max(made.expires_at for made in held)
        raise Refused(
            f"A hold covers this account until {until:%Y-%m-%d} or longer: {held[-1].document}. It is erased after that "
            f"(GDPR Art. 17(3)(b), (e))."
        )


def listed(app: App) -> Sequence[Erasure]:
    """List the erasures of people, oldest first."""
    with app.reading() as connection:
        return [one for one in erasures.every(connection) if one.subject != OF_AGE]


def held_accounts(app: App, connection: ReadConnection) -> frozenset[Account]:
    """Name the accounts of which nothing goes by age: a case is open, an order is in force, or an appeal is possible."""
    now = app.clock.now()
    held = {made.about for made in decisions.every(connection) if _held_until(made, now) is not None}
    opened = cases.every(connection)
    names = [str(case.id) for case in opened]
    stay = {*map(str, waiting.waits(connection, [case.id for case in opened])), *_silenced(connection, names, now)}
    held |= {made.about for made in preservations.live(connection)}
    return frozenset(held | {case.about for case in opened if case.id in stay})


def planned(app: App, subject: DataSubject) -> ErasurePlan:
    """Say what an erasure would remove now, and what stays."""
    redaction = Redaction(subject)
    for frame in Journal(app.config.journal).read():
        redaction.lines(frame.lines)
    with app.reading() as connection:
        goes, _ = parted(app, connection, subject.about)
        return ErasurePlan(
            events=redaction.events,
            mentions=redaction.mentions,
            rows=count_rows(connection, subject.about, goes),
            kept=tuple(_kept(app, connection, subject.about)),
        )


def parted(app: App, connection: ReadConnection, about: Account) -> tuple[Names, Names]:
    """Part what the database has of an account into what goes and what stays: a case stays whole, or goes whole."""
    names, now = names_about(connection, about), app.clock.now()
    made = decisions.about(connection, about)
    held = [one for one in made if _held_until(one, now) is not None]
    waits = waiting.waits(connection, [CaseId(name) for name in names["cases"]])
    stay = {*waits, *(one.case for one in held if one.case), *_silenced(connection, names["cases"], now)}
    kept_decisions = [one.id for one in made if one in held or (one.case is not None and one.case in stay)]
    kept = names_of(connection, cases=sorted(stay), decisions=kept_decisions)
    return {kind: [name for name in of if name not in set(kept[kind])] for kind, of in names.items()}, kept


def _kept(app: App, connection: ReadConnection, about: Account) -> Iterator[KeptData]:
    """Name what stays, why, and until when."""
    now = app.clock.now()
    for made in decisions.about(connection, about):
        until = _held_until(made, now)
        if until is not None:
            yield KeptData(what=f"decision {made.id}", why=_why(made), until=until)
    for copy in preservations.live(connection):
        if copy.about == about:
            why = "it is preserved, encrypted (GDPR Art. 17(3)(b), (e); Regulation (EU) 2021/784 Art. 6)"
            yield KeptData(what=f"preserved copy {copy.id}", why=why, until=copy.expires_at)
    names = names_about(connection, about)
    for open_case in sorted(waiting.waits(connection, [CaseId(name) for name in names["cases"]])):
        yield KeptData(what=f"case {open_case}", why="it is open: legal claims and duties (GDPR Art. 17(3)(b), (e))")
    for case in sorted(_silenced(connection, names["cases"], now)):
        yield KeptData(what=f"case {case}", why="an order that is in force covers it (GDPR Art. 17(3)(b), Art. 23)")
    yield KeptData(
        what="values in hash banks, and entries of the audit log without what they stand for",
        why="they name nobody, and serve to find the same content and to prove what was done (GDPR Art. 17(3)(b), (e))",
    )
    yield KeptData(
        what="texts of others in which the name is an ordinary word",
        why="freedom of expression of others (GDPR Art. 17(3)(a))",
    )


def _held_until(made: Decision, now: datetime) -> datetime | None:
    """Say until when a decision is kept; None: no longer."""
    if made.observation is not None:
        return made.observation.expires_at if made.observation.expires_at > now else None
    if made.measure in LEAVES_UP or made.at is None or made.source != REVIEW:
        return None
    return made.at + APPEALABLE if made.at + APPEALABLE > now else None


def _why(made: Decision) -> str:
    if made.observation is not None:
        return "it is kept up for law enforcement (GDPR Art. 17(3)(b))"
    return (
        "appeal and preservation for six months (GDPR Art. 17(3)(b), (e); DSA Art. 20; Regulation (EU) 2021/784 Art. 6)"
    )


def _silenced(connection: ReadConnection, cases: Iterable[str], now: datetime) -> Iterator[str]:
    for case in cases:
        order = plans.suppression_of(connection, CaseId(case))
        if order is not None and order.until > now:
            yield case


def _moved(found: Erasure, state: ErasureState, *, by: str, at: datetime) -> Erasure:
    return replace(found, state=state, by=by, at=at)

"""Take notices from outside in, and give each sender a link to what became of it."""

from dataclasses import dataclass

from cautery.access.tokens import seal, unseal
from cautery.app import App
from cautery.cases.filing import Said, complaint_of
from cautery.errors import Missing
from cautery.model.decision import Decision
from cautery.model.notice import FiledNotice, NotifierKind
from cautery.pipeline.cases.link_keys import link_key
from cautery.pipeline.cases.opening import open_for
from cautery.store import cases, decisions, notices


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the sender of a notice is told."""

    notice: FiledNotice
    decision: Decision | None
    """None while nobody has decided."""
    due: str


def file_notice(app: App, said: Said, *, kind: NotifierKind) -> FiledNotice:
    """Take a notice in; it opens a case, or joins the one that is open about the same thing."""
    with app.writing() as tx:
        complaint = complaint_of(said, kind=kind, at=tx.at)
        opened = open_for(tx, [complaint], app.policy)
        known = cases.about(tx.connection, complaint.about)
        case = (
            opened[0]
            if opened
            else next(one for one in reversed(known) if one.post == complaint.post and one.origin != "network")
        )
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
            case=case.id,
            at=tx.at,
        )
        notices.append(tx, filed)
    return filed


def receipt_link(app: App, notice: FiledNotice) -> str:
    """Give the part of a link under which the sender of a notice sees what became of it."""
    return seal(notice.id, purpose="notice", key=link_key(app))


def answer_to(app: App, sealed: str) -> Answer:
    """Say what became of a notice, to whoever holds its link."""
    name = unseal(sealed, purpose="notice", key=link_key(app))
    with app.reading() as connection:
        filed = notices.get(connection, name)
        if filed is None:
            raise Missing("This notice is not here any more.")
        case, made = cases.get(connection, filed.case), decisions.of_case(connection, filed.case)
    due = f"{case.due:%Y-%m-%d %H:%M} UTC" if case else ""
    return Answer(notice=filed, decision=made[-1] if made else None, due=due)


def latest_notices(app: App, *, most: int, before: str = "") -> tuple[tuple[FiledNotice, bool], ...]:
    """List the newest notices, each with whether its case is decided; `before` is the one after which one goes on."""
    with app.reading() as connection:
        filed = notices.latest(connection, most=most, before=before)
        return tuple((one, bool(decisions.of_case(connection, one.case))) for one in filed)

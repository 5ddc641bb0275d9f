"""Take notices from outside in, and give each sender a link to what became of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from cautery.access.tokens import seal, unseal
from cautery.app import App
from cautery.cases.filing import NoticeForm, complaint_of
from cautery.cases.opening import Complaint
from cautery.cases.spellings import read_spelling
from cautery.errors import Conflict, Invalid, Missing
from cautery.model.account import Platform
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision
from cautery.model.notice import FiledNotice, NotifierKind
from cautery.pipeline.cases.link_keys import link_key
from cautery.pipeline.cases.opening import open_for
from cautery.pipeline.history.known_accounts import account_as_written, is_known, platforms_known
from cautery.store import cases, decisions, notices, reopenings
from cautery.store.database import ReadConnection
from cautery.store.ledger import WriteTransaction


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeStatus:
    """What the sender of a notice is told."""

    notice: FiledNotice
    decision: Decision | None
    """None while nobody has decided."""
    due: str
    due_at: datetime | None = None
    """The same, for who reads it in their own language."""


def file_public_notice(app: App, said: NoticeForm, *, crowded: bool) -> FiledNotice:
    """Take in what a stranger says. About an account that nobody has seen, or when there are too many, it waits behind."""
    said = _resolved(app, _placed(app, said))
    about = complaint_of(said, kind="user", at=app.clock.now()).about
    return file_notice(app, said, kind="user", behind=crowded or not is_known(app, about))


def file_notice(app: App, said: NoticeForm, *, kind: NotifierKind, behind: bool = False) -> FiledNotice:
    """Take a notice in; it opens a case, or joins the one that is open about the same thing.

    Args:
        behind: keep it without a case, until a person opens one for it.
    """
    said = _resolved(app, _placed(app, said))
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


def _placed(app: App, said: NoticeForm) -> NoticeForm:
    """Say on which platform it is, as that is named here; refuse (Invalid) one that nobody here reads.

    Where nothing is known yet, any name is taken.
    """
    name = said.platform.strip()
    if name in app.config.platforms:
        return said
    known = platforms_known(app)
    same = [one for one in known if one.casefold() == name.casefold()] or (
        [*known] if not name and len(known) == 1 else []
    )
    if same:
        return replace(said, platform=same[0])
    if known:
        told = f"There is no platform '{name[:60]}' here" if name else "The notice names no platform"
        raise Invalid(f"{told}; say which it is: {', '.join(known)}.")
    return said


def _resolved(app: App, said: NoticeForm) -> NoticeForm:
    """Name the account and the post by their ids, however the reporter wrote them; what is not found stays as written."""
    if not said.account.strip():
        return said
    about = account_as_written(app, said.account, platform=Platform(said.platform.strip()))
    post = said.post.strip() or about.post or ""
    linked = read_spelling(post, platform=said.platform, hosts=()).post if "://" in post else None
    return replace(said, account=about.names[0], post=linked or post)


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
    return seal(notice.id, purpose="notice", key=link_key(app))


def answer_to(app: App, sealed: str) -> NoticeStatus:
    """Say what became of a notice, to whoever holds its link."""
    name = unseal(sealed, purpose="notice", key=link_key(app))
    with app.reading() as connection:
        filed = notices.get(connection, name)
        if filed is None:
            raise Missing("This notice is not here any more.")
        case, made = cases.get(connection, filed.case), _decisions_for(connection, filed)
    due = f"{case.due:%Y-%m-%d %H:%M} UTC" if case else ""
    return NoticeStatus(notice=filed, decision=made[-1] if made else None, due=due, due_at=case.due if case else None)


def latest_notices(app: App, *, most: int, before: str = "") -> tuple[tuple[FiledNotice, bool], ...]:
    """List the newest notices, each with whether its case is decided; `before` is the one after which one goes on."""
    with app.reading() as connection:
        filed = notices.latest(connection, most=most, before=before)
        return tuple((one, bool(_decisions_for(connection, one))) for one in filed)


def _decisions_for(connection: ReadConnection, filed: FiledNotice) -> list[Decision]:
    """List what was decided of a notice: while its case waits again, only what was decided since the notice came."""
    made = decisions.of_case(connection, filed.case) if filed.case else []
    again = bool(made) and reopenings.is_open(connection, filed.case)
    return [one for one in made if one.at is not None and one.at >= filed.at] if again else made


def _case_for(app: App, tx: WriteTransaction, complaint: Complaint) -> Case:
    opened = open_for(tx, [complaint], app.policy)
    if opened:
        return opened[0]
    known = cases.about(tx.connection, complaint.about)
    same = [one for one in known if one.post == complaint.post and one.origin != "network"]
    return (same or known)[-1]

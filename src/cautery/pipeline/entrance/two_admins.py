"""Two admins: to let somebody in again, or to give a role that may approve, needs a second admin where there is one.

Alone, an admin could become somebody else, and be both people of what needs two. Where there is only one admin, or the owner
of the installation's folder does it on the command line, it is done and told to everybody whom it concerns.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from cautery.access.tokens import new_secret
from cautery.app import App
from cautery.cases.review import same_person
from cautery.errors import Conflict, Missing, Refused
from cautery.kit.clock import rfc3339
from cautery.model.access import AccessRequest
from cautery.model.hook import DUTY
from cautery.model.person import APPROVE, Admission, Person, PersonId, Role
from cautery.pipeline.entrance import staff
from cautery.store import access_requests, entrance, identities, messages, passkeys, people
from cautery.store.database import ReadConnection
from cautery.store.ledger import WriteTransaction

LASTS = timedelta(days=7)
"""How long a request waits, an admin who was sent away still counts, and who was let in again approves nothing of theirs."""
LOCAL = "local:"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminChange:
    """What became of a change: it was made, or it waits for a second admin."""

    link: str = ""
    """The part of the link that an invitation gives; '' for a change of roles, and while it waits."""
    waits: AccessRequest | None = None


def invite(app: App, person: str, roles: Sequence[str], languages: Sequence[str] = ()) -> AdminChange:
    """Invite somebody, or let them in again; asks for a second admin where that is needed."""
    request = _request(app, "invitation", person, roles, languages)
    who = _now(app, request)
    return _ask(app, request) if _needs_another(app, request, who) else _invite(app, request, who)


def change_roles(app: App, person: str, roles: Sequence[str], languages: Sequence[str]) -> AdminChange:
    """Give somebody other roles; asks for a second admin where one of them may approve and is new."""
    request = _request(app, "roles", person, roles, languages)
    who = _now(app, request)
    return _ask(app, request) if _needs_another(app, request, who) else _give_roles(app, request, who)


def confirm(app: App, name: str) -> AdminChange:
    """Confirm what another admin asked for: it is done now."""
    asked = _open(app, name)
    if same_person(asked.by, app.person):
        raise Refused("You asked for this yourself, so another admin must confirm it.")
    _answer(app, asked, "confirmed")
    who = _now(app, asked)
    return _invite(app, asked, who) if asked.kind == "invitation" else _give_roles(app, asked, who)


def refuse(app: App, name: str) -> None:
    """Refuse what another admin asked for, or take back what one asked for oneself."""
    _answer(app, _open(app, name), "refused")


def asked_for(app: App) -> tuple[AccessRequest, ...]:
    """List what waits for a second admin, oldest first."""
    with app.reading() as connection:
        return tuple(one for one in access_requests.asked(connection) if app.clock.now() - one.at < LASTS)


def recent(app: App) -> tuple[Admission, ...]:
    """List who was let in again or raised within a week, newest first: for every admin to see."""
    with app.reading() as connection:
        since = app.clock.now() - LASTS
        return tuple(people.admissions_since(connection, ("let in again", "roles raised"), since=since))


def refuse_if_let_in_by(app: App, connection: ReadConnection, approver: str, proposer: str) -> None:
    """Refuse an approver whom the proposer let in again within a week: the two may be one person."""
    since = app.clock.now() - LASTS
    for one in people.admissions_since(connection, ("let in again",), since=since):
        if same_person(one.person, approver) and any(same_person(by, proposer) for by in one.detail.split()):
            raise Refused(
                f"'{approver}' was let in again by '{proposer}' less than a week ago, so somebody else must approve this."
            )


def _request(app: App, kind: str, person: str, roles: Sequence[str], languages: Sequence[str]) -> AccessRequest:
    told = staff.wanted(person, roles, languages, by=app.person, at=app.clock.now())
    return AccessRequest(
        id=new_secret()[:12],
        kind="invitation" if kind == "invitation" else "roles",
        state="asked",
        person=told.person,
        roles=told.roles,
        languages=told.languages,
        by=app.person,
        at=app.clock.now(),
    )


def _now(app: App, request: AccessRequest) -> Person | None:
    """Give whom a request is about as they are now: what is then decided holds only while they are so."""
    with app.reading() as connection:
        return people.get(connection, request.person)


def _needs_another(app: App, request: AccessRequest, who: Person | None) -> bool:
    """Say whether it is more than one admin may do alone, and there is another."""
    if app.person.startswith(LOCAL) or not (_is_recovery(request, who) or _raised(request, who)):
        return False
    with app.reading() as connection:
        return any(not same_person(one, app.person) for one in _admins(app, connection))


def _is_recovery(request: AccessRequest, who: Person | None) -> bool:
    return request.kind == "invitation" and who is not None


def _raised(request: AccessRequest, who: Person | None) -> set[Role]:
    return (set(request.roles) - _held(who)) & APPROVE


def _held(who: Person | None) -> set[Role]:
    return set(who.roles) if who is not None and who.active else set()


def _admins(app: App, connection: ReadConnection) -> list[str]:
    """List admins who can come in, and who was one less than a week ago: nobody gets alone by sending others away."""
    since = app.clock.now() - LASTS
    found: list[str] = []
    for one in people.everybody(connection):
        newest = people.rows_of(connection, one.person)
        ended = next((row for row in newest if not _is_admin(row)), None)
        was = any(_is_admin(row) for row in newest)
        lately = was and ended is not None and ended.at > since
        if lately or (_is_admin(one) and _can_come_in(app, connection, one.person)):
            found.append(one.person)
    return found


def _is_admin(one: Person) -> bool:
    return one.active and "admin" in one.roles


def _can_come_in(app: App, connection: ReadConnection, person: PersonId) -> bool:
    provider = app.config.provider
    vouched = provider is not None and identities.vouched_at(connection, person, by=provider.issuer) is not None
    return (
        vouched or entrance.password_of(connection, person) is not None or bool(passkeys.of_person(connection, person))
    )


def _ask(app: App, request: AccessRequest) -> AdminChange:
    with app.writing() as tx:
        access_requests.append(tx, request)
        _tell_admins(tx, request, f"{request.by} asks that {_what(request)}. Another admin must confirm it.")
    return AdminChange(waits=request)


def _open(app: App, name: str) -> AccessRequest:
    with app.reading() as connection:
        asked = access_requests.get(connection, name)
    if asked is None or app.clock.now() - asked.at >= LASTS:
        raise Missing("There is no such request, or it waited for too long; ask for it anew.")
    if asked.state != "asked":
        raise Conflict(f"This request was {asked.state} already, by {asked.by}.")
    return asked


def _answer(app: App, asked: AccessRequest, state: str) -> None:
    with app.writing() as tx:
        found = access_requests.get(tx.connection, asked.id)
        if found is None or found.state != "asked":
            raise Conflict("Somebody else answered this request first.")
        answered = replace(asked, state="confirmed" if state == "confirmed" else "refused", by=tx.by, at=tx.at)
        access_requests.append(tx, answered)


def _invite(app: App, request: AccessRequest, who: Person | None) -> AdminChange:
    link = staff.invite(app, request.person, request.roles, request.languages, known=who is not None)
    _tell(app, request, who)
    return AdminChange(link=link)


def _give_roles(app: App, request: AccessRequest, who: Person | None) -> AdminChange:
    staff.change_roles(app, request.person, request.roles, request.languages, held=_held(who))
    _tell(app, request, who)
    return AdminChange()


def _tell(app: App, request: AccessRequest, who: Person | None) -> None:
    """Tell the other admins and those on duty; who was let in again is in the log already."""
    raised, by = _raised(request, who), _names(request, app.person)
    if not raised and not _is_recovery(request, who):
        return
    with app.writing() as tx:
        if raised:
            told = Admission(person=request.person, event="roles raised", detail=by, at=tx.at)
            people.append_admissions(tx, [told])
        if _is_recovery(request, who) and not same_person(request.by, app.person):
            told = Admission(person=request.person, event="let in again", detail=by, at=tx.at)
            people.append_admissions(tx, [told])
        _tell_admins(tx, request, f"{' and '.join(by.split())} did this: {_what(request)}.")


def _names(request: AccessRequest, person: str) -> str:
    return " ".join(dict.fromkeys((request.by, person)))


def _what(request: AccessRequest) -> str:
    roles = ", ".join(request.roles)
    return f"{request.person} is {'invited as' if request.kind == 'invitation' else 'given the roles'} {roles}"


def _tell_admins(tx: WriteTransaction, request: AccessRequest, says: str) -> None:
    name = f"access_{request.id}_{rfc3339(tx.at)}"
    said = {"title": "Who may come in was changed", "says": says, "person": request.person}
    messages.tell_inside(tx, DUTY, "access.changed", {name: said})
    messages.tell(tx, "access.changed", [said])

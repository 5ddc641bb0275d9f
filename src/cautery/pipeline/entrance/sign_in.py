"""Admit: people come in with a password or a link that was handed to them, programs with a key, and nobody else does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cautery.access.keys import held_by
from cautery.access.keys import holds as key_holds
from cautery.access.passwords import hash_password, is_password
from cautery.access.permissions import Permission, permissions_of
from cautery.access.sessions import Session, holds, is_stale
from cautery.access.throttle import REMEMBERED, wait_s
from cautery.access.tokens import fingerprint, new_secret
from cautery.app import App
from cautery.errors import Missing, Refused, TooOften
from cautery.model.person import Admission, Person, PersonId
from cautery.store import entrance, people
from cautery.store.database import Reading

WRONG = "Name or password are wrong, or this account cannot sign in. After some failures one has to wait."
NOBODY = PersonId("nobody known")
"""Under this the log tells of tries with a name that is not known here: it takes as long, and keeps no stranger's text."""
ADDRESS_FREE = 4
"""How many people may fail from one address as often as one person from anywhere: an office has one address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody who is in, and what they may do."""

    person: Person
    permissions: frozenset[Permission]
    session: Session | None
    """None for a program with a key."""


def sign_in(app: App, person: str, password: str, *, address: str) -> str:
    """Let somebody in by password; gives the session's secret. Failures make the next try wait."""
    name, at = PersonId(person.strip()), app.wall.now()
    with app.reading() as connection:
        _wait(connection, name, address, at)
        who, kept = people.get(connection, name), entrance.password_of(connection, name)
    if not is_password(password, kept if who is not None and who.active else None):
        with app.noting() as connection:
            entrance.add_failure(connection, _by_name(name), at)
            entrance.add_failure(connection, _by_address(address), at)
        _tell(app, name if who else NOBODY, "refused", "wrong password")
        raise Refused(WRONG)
    with app.noting() as connection:
        entrance.forget_failures(connection, _by_name(name))
    return begin(app, name, how="password")


def begin(app: App, person: PersonId, *, how: str) -> str:
    """Begin a session for somebody who proved who they are; gives its secret. Always a new one: none is taken over."""
    secret, at = new_secret(), app.wall.now()
    with app.acting_as(person).writing() as tx:
        session = Session(fingerprint=fingerprint(secret), person=person, begun_at=at, seen_at=at, how=how)
        entrance.begin_session(tx.connection, session)
        people.append_admissions(tx, [Admission(person=person, event="signed in", detail=how, at=tx.at)])
    return secret


def who_is(app: App, secret: str) -> Visit | None:
    """Say who shows a session's secret; None when it opens nothing."""
    at = app.wall.now()
    with app.reading() as connection:
        session = entrance.session(connection, fingerprint(secret))
        who = people.get(connection, session.person) if session else None
    if session is None or who is None or not who.active or not holds(session, at=at):
        return None
    if is_stale(session, at=at):
        with app.noting() as connection:
            entrance.see_again(connection, session.fingerprint, at)
    return Visit(person=who, permissions=permissions_of(who.roles), session=session)


def who_holds(app: App, secret: str) -> Visit | None:
    """Say for whom a program with a key acts, and within which scopes; None when the key opens nothing."""
    with app.reading() as connection:
        key = entrance.key(connection, fingerprint(secret))
        who = people.get(connection, key.person) if key else None
    if key is None or who is None or not who.active or not key_holds(key, at=app.wall.now()):
        return None
    return Visit(person=who, permissions=held_by(key, who.roles), session=None)


def sign_out(app: App, secret: str) -> None:
    """End a session."""
    with app.noting() as connection:
        entrance.end_session(connection, fingerprint(secret))


def whose_link(app: App, secret: str, *, purpose: str) -> PersonId:
    """Say whom a one-time link is for; what was used or is over opens nothing."""
    with app.reading() as connection:
        name = entrance.link(connection, fingerprint(secret), purpose=purpose, at=app.wall.now())
    if name is None:
        raise Missing("This link was used, or its time is over; ask an admin for a new one.")
    return name


def accept_invitation(app: App, secret: str, password: str) -> str:
    """Take up an invitation: the password is set, the link ends, and a session begins; gives its secret."""
    name = whose_link(app, secret, purpose="invitation")
    hashed = hash_password(password, person=name)

    def set_password(connection: Reading) -> None:
        entrance.end_link(connection, fingerprint(secret))
        entrance.set_password(connection, name, hashed)
        entrance.end_sessions(connection, name)

    _tell(app, name, "password set", "by invitation", set_password)
    return begin(app, name, how="password")


def enter_by_link(app: App, secret: str) -> str:
    """Let the guest of a simulated platform in; gives the session's secret. Such links are made by `trials` only."""
    return begin(app, whose_link(app, secret, purpose="visit"), how="link")


def refuse_too_many(app: App, what: str, *, address: str, most: int, within: timedelta) -> None:
    """Refuse (TooOften) whoever does something more often than is sensible from one address."""
    at, counted = app.wall.now(), f"{what} from {address}"
    with app.noting() as connection:
        entrance.drop_what_is_over(connection, at)
        seen = entrance.failures(connection, counted, since=at - within)
        if len(seen) >= most:
            after = (seen[0] + within - at).total_seconds()
            raise TooOften("That is more than one person can mean; try again later.", retry_after_s=max(1.0, after))
        entrance.add_failure(connection, counted, at)


def _wait(connection: Reading, name: PersonId, address: str, at: datetime) -> None:
    since = at - REMEMBERED
    by_name = entrance.failures(connection, _by_name(name), since=since)
    by_address = entrance.failures(connection, _by_address(address), since=since)[::ADDRESS_FREE]
    wait = max(wait_s(by_name, at=at), wait_s(by_address, at=at))
    if wait > 0:
        raise TooOften(f"Too many failures; try again in {wait:.0f} seconds.", retry_after_s=wait)


def _by_name(name: PersonId) -> str:
    return f"person {name}"


def _by_address(address: str) -> str:
    return f"address {address}"


def _tell(
    app: App, person: PersonId, event: str, detail: str, write: Callable[[Reading], None] = lambda _: None
) -> None:
    """Write what happened at the door into the log, together with what it changed."""
    with app.acting_as(person).writing() as tx:
        write(tx.connection)
        people.append_admissions(tx, [Admission(person=person, event=event, detail=detail, at=tx.at)])

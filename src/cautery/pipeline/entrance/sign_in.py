"""Sign in: people come in with a password or a link that was handed to them, programs with a key, and nobody else does."""

from collections.abc import Callable
from dataclasses import dataclass

from cautery.access.browsers import browser_of
from cautery.access.keys import held_by
from cautery.access.keys import holds as key_holds
from cautery.access.passwords import hash_password, is_dated, is_password
from cautery.access.permissions import Permission, permissions_of
from cautery.access.sessions import Session, holds, is_stale
from cautery.access.throttle import REMEMBERED, AttemptCounter, counters_of, is_told
from cautery.access.tokens import fingerprint, new_secret
from cautery.app import App
from cautery.errors import Conflict, Missing, RateLimited, Refused
from cautery.model.person import Admission, Person, PersonId, is_name
from cautery.pipeline.entrance.allowance import count_try, take_back
from cautery.pipeline.entrance.standing import end_access, may_act
from cautery.store import entrance, passkeys, people
from cautery.store.database import ReadConnection
from cautery.store.ledger import WriteTransaction

WRONG = "Name or password are wrong, or this account cannot sign in. After some failures one has to wait."
NOBODY = PersonId("nobody known")
"""Under this the log tells of tries with a name that is not known here: it takes as long, and keeps no stranger's text."""
STRANGER = "a stranger"
"""Who the log says has tried: whoever fails is not who they say that they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInPerson:
    """Somebody who is in, and what they may do."""

    person: Person
    permissions: frozenset[Permission]
    session: Session | None
    """None for a program with a key."""
    key: str | None = None
    """Which key a program shows."""


def sign_in(app: App, person: str, password: str, *, address: str, browser: str = "") -> str:
    """Let somebody in by password; gives the session's secret. A try is counted before it is looked at.

    Args:
        browser: the mark of a browser in which somebody came in before.
    """
    said, at = person.strip(), app.wall.now()
    name = PersonId(said) if is_name(said) else NOBODY
    known = browser_of(browser, name, key=browser_key(app), at=at)
    tried = count_try(app, counters_of(f"person {name}", address=address, browser=known))
    with app.reading() as connection:
        who, kept = may_act(app, connection, name), entrance.password_of(connection, name)
    try:
        right = is_password(password, kept if who is not None else None, known=known is not None)
    except RateLimited:
        take_back(app, tried)
        raise
    if not right:
        _tell_of_failure(app, name, known=who is not None)
        raise Refused(WRONG)
    take_back(app, tried)
    secret = begin(app, name, how="password", still=lambda now: entrance.password_of(now, name) == kept)
    if kept is not None and is_dated(kept):
        _keep_anew(app, name, password, kept)
    return secret


def begin(app: App, person: PersonId, *, how: str, still: Callable[[ReadConnection], bool] | None = None) -> str:
    """Begin a session for somebody who proved who they are; gives its secret. Always a new one: none is taken over.

    Args:
        still: whether what they showed still lets them in, asked where the session is written: it may have ended meanwhile.
    """
    secret, at = new_secret(), app.wall.now()
    with app.acting_as(person).writing() as tx:
        if still is not None and not still(tx.connection):
            raise Refused(WRONG)
        session = Session(fingerprint=fingerprint(secret), person=person, begun_at=at, seen_at=at, how=how)
        entrance.begin_session(tx.connection, session)
        people.append_admissions(tx, [Admission(person=person, event="signed in", detail=how, at=tx.at)])
    return secret


def who_is(app: App, secret: str) -> SignedInPerson | None:
    """Say who shows a session's secret; None when it opens nothing."""
    at = app.wall.now()
    with app.reading() as connection:
        session = entrance.session(connection, fingerprint(secret))
        who = may_act(app, connection, session.person) if session else None
    if session is None or who is None or not holds(session, at=at):
        return None
    if is_stale(session, at=at):
        with app.noting() as connection:
            entrance.see_again(connection, session.fingerprint, at)
    return SignedInPerson(person=who, permissions=permissions_of(who.roles), session=session)


def who_holds(app: App, secret: str) -> SignedInPerson | None:
    """Say for whom a program with a key acts, and within which scopes; None when the key opens nothing."""
    with app.reading() as connection:
        key = entrance.key(connection, fingerprint(secret))
        who = may_act(app, connection, key.person) if key else None
    if key is None or who is None or not key_holds(key, at=app.wall.now()):
        return None
    return SignedInPerson(person=who, permissions=held_by(key, who.roles), session=None, key=key.id)


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
    """Take up an invitation: the password is set, everything that let this person in before ends; gives a session's secret."""
    name = whose_link(app, secret, purpose="invitation")
    hashed = hash_password(password, person=name)
    with app.acting_as(name).writing() as tx:
        if entrance.link(tx.connection, fingerprint(secret), purpose="invitation", at=app.wall.now()) != name:
            raise Missing("This link was used, or its time is over; ask an admin for a new one.")
        end_access(tx, name, why="by invitation")
        passkeys.remove_all(tx.connection, name)
        entrance.set_password(tx.connection, name, hashed)
        _tell(tx, name, "password set", "by invitation")
    return begin(app, name, how="password", still=lambda now: entrance.password_of(now, name) == hashed)


def change_password(app: App, person: str, old: str, new: str, *, session: str) -> None:
    """Put a new password in the place of one's own, which is asked for; one's other sessions end.

    Args:
        session: the secret of the session that goes on.
    """
    name = PersonId(person)
    tried = count_try(app, (AttemptCounter(name=f"password of {name}"),))
    with app.reading() as connection:
        kept = entrance.password_of(connection, name)
    if not is_password(old, kept, known=True):
        raise Refused("That is not your password; nothing was changed.")
    take_back(app, tried)
    hashed = hash_password(new, person=name)
    with app.acting_as(name).writing() as tx:
        mine = entrance.session(tx.connection, fingerprint(session))
        if mine is None or mine.person != name or entrance.password_of(tx.connection, name) != kept:
            raise Conflict(
                "Your access was ended, or your password was changed elsewhere, at the same moment. Sign in again."
            )
        entrance.set_password(tx.connection, name, hashed)
        entrance.end_sessions(tx.connection, name, but=fingerprint(session))
        _tell(tx, name, "password set", "by themselves")


def enter_by_link(app: App, secret: str) -> str:
    """Let the guest of a simulated platform in; gives the session's secret. Such links are made by `trials` only."""
    return begin(app, whose_link(app, secret, purpose="visit"), how="link")


def browser_key(app: App) -> bytes:
    """Give the key that marks of known browsers are signed with."""
    return app.seals.key_for("browsers")


def _tell_of_failure(app: App, name: PersonId, *, known: bool) -> None:
    """Write into the log that a stranger tried; many tries fold into one entry."""
    counted, at = (f"person {name}" if known else "unknown people"), app.wall.now()
    with app.noting() as connection:
        if not known:
            entrance.count_try(connection, counted, at)
        failures = len(entrance.failures(connection, counted, since=at - REMEMBERED))
    if is_told(max(1, failures)):
        detail = f"wrong password; {max(1, failures)} within the hour"
        with app.acting_as(STRANGER).writing() as tx:
            _tell(tx, name if known else NOBODY, "refused", detail)


def _keep_anew(app: App, name: PersonId, password: str, kept: str) -> None:
    """Keep a password that was hashed with other settings under today's, unless there is another by now."""
    hashed = hash_password(password, person=name)
    with app.noting() as connection:
        if entrance.password_of(connection, name) == kept:
            entrance.set_password(connection, name, hashed)


def _tell(tx: WriteTransaction, person: PersonId, event: str, detail: str) -> None:
    people.append_admissions(tx, [Admission(person=person, event=event, detail=detail, at=tx.at)])

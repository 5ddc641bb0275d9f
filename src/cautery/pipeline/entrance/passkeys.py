"""Passkeys: somebody adds one, comes in with it, and ends it. Each question is asked once, and holds for some minutes."""

from datetime import timedelta

from cautery.access.passkeys import (
    REFUSED,
    Passkey,
    Place,
    new_passkey,
    passkey_in,
    question_for_entering,
    question_for_new,
    signed_by,
)
from cautery.access.tokens import fingerprint, new_secret
from cautery.app import App
from cautery.errors import Invalid, Missing, Refused
from cautery.model.person import Admission, PersonId
from cautery.pipeline.entrance.sign_in import NOBODY, begin, refuse_too_many
from cautery.store import entrance, passkeys, people
from cautery.store.database import Reading

ANSWERED_IN = timedelta(minutes=5)
LONGEST_NAME = 80
MOST_TRIES = 60


def ask_for_new(app: App, person: str, *, place: Place) -> str:
    """Ask a browser for a new passkey of somebody who is signed in; gives the options as JSON."""
    challenge = new_secret()
    with app.noting() as connection:
        name = PersonId(person)
        _ask(app, connection, challenge, name, "new passkey")
        known = passkeys.of_person(connection, name)
    return question_for_new(name, challenge=challenge, place=place, known=known)


def add(app: App, person: str, answer: str, *, name: str, challenge: str, place: Place) -> Passkey:
    """Keep the passkey that a browser made."""
    if not 1 <= len(name.strip()) <= LONGEST_NAME:
        raise Invalid("Give the passkey a name by which you know it again, such as the device that it is on.")
    who = PersonId(person)
    made = new_passkey(answer, person=who, name=name.strip(), challenge=challenge, place=place)
    with app.writing() as tx:
        _answered(app, tx.connection, challenge, who, "new passkey")
        passkeys.add(tx.connection, made)
        people.append_admissions(tx, [Admission(person=who, event="passkey added", detail=made.id[:12], at=tx.at)])
    return made


def ask_to_enter(app: App, *, place: Place, address: str) -> str:
    """Ask a browser for any passkey of ours; gives the options as JSON."""
    refuse_too_many(app, "passkey", address=address, most=MOST_TRIES, within=timedelta(hours=1))
    challenge = new_secret()
    with app.noting() as connection:
        _ask(app, connection, challenge, PersonId(f"{NOBODY} {fingerprint(challenge)[:12]}"), "passkey")
    return question_for_entering(challenge=challenge, place=place)


def enter(app: App, answer: str, *, challenge: str, place: Place) -> str:
    """Let in whoever a passkey belongs to; gives the session's secret."""
    with app.noting() as connection:
        _answered(app, connection, challenge, None, "passkey")
        found = passkeys.get(connection, passkey_in(answer))
        who = people.get(connection, found.person) if found else None
        if found is None or who is None or not who.active:
            raise Refused(REFUSED)
        passkeys.has_signed(connection, found.id, signed_by(found, answer, challenge=challenge, place=place))
    return begin(app, found.person, how="passkey")


def end(app: App, person: str, name: str) -> None:
    """End one of somebody's passkeys."""
    with app.writing() as tx:
        who = PersonId(person)
        if not passkeys.remove(tx.connection, name, of=who):
            raise Missing("You have no such passkey.")
        people.append_admissions(tx, [Admission(person=who, event="passkey ended", detail=name[:12], at=tx.at)])


def of_person(app: App, person: str) -> tuple[Passkey, ...]:
    """List somebody's passkeys."""
    with app.reading() as connection:
        return tuple(passkeys.of_person(connection, PersonId(person)))


def _ask(app: App, connection: Reading, challenge: str, person: PersonId, purpose: str) -> None:
    ends_at = app.wall.now() + ANSWERED_IN
    entrance.drop_what_is_over(connection, app.wall.now())
    entrance.add_link(connection, fingerprint(challenge), person=person, purpose=purpose, ends_at=ends_at)


def _answered(app: App, connection: Reading, challenge: str, person: PersonId | None, purpose: str) -> None:
    """End a question; refuse an answer to none of ours, to somebody else's, or one that came too late or twice."""
    asked = entrance.link(connection, fingerprint(challenge), purpose=purpose, at=app.wall.now())
    if asked is None or (person is not None and asked != person):
        raise Refused(REFUSED)
    entrance.end_link(connection, fingerprint(challenge))

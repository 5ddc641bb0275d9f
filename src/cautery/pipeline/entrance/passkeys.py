"""Passkeys: somebody adds one, comes in with it, and ends it. Each question is answered once, and holds for some minutes."""

from datetime import timedelta

from cautery.access.challenges import ask, was_asked
from cautery.access.passkeys import (
    REFUSED,
    Passkey,
    RelyingParty,
    new_passkey,
    passkey_in,
    question_for_entering,
    question_for_new,
    signed_by,
)
from cautery.access.tokens import fingerprint
from cautery.app import App
from cautery.errors import Invalid, Missing, Refused
from cautery.model.person import Admission, PersonId
from cautery.pipeline.entrance.sign_in import begin
from cautery.pipeline.entrance.standing import may_act
from cautery.store import entrance, passkeys, people
from cautery.store.database import ReadConnection

ANSWERED_IN = timedelta(minutes=5)
LONGEST_NAME = 80
ENTERING = "entering"


def ask_for_new(app: App, person: str, *, place: RelyingParty) -> str:
    """Ask a browser for a new passkey of somebody who is signed in; gives the options as JSON."""
    name = PersonId(person)
    with app.reading() as connection:
        known = passkeys.of_person(connection, name)
    return question_for_new(name, challenge=_question(app, f"new {name}"), place=place, known=known)


def add(app: App, person: str, answer: str, *, name: str, challenge: str, place: RelyingParty) -> Passkey:
    """Keep the passkey that a browser made."""
    if not 1 <= len(name.strip()) <= LONGEST_NAME:
        raise Invalid("Give the passkey a name by which you know it again, such as the device that it is on.")
    who = PersonId(person)
    _refuse_unless_asked(app, challenge, f"new {who}")
    made = new_passkey(answer, person=who, name=name.strip(), challenge=challenge, place=place)
    with app.writing() as tx:
        if may_act(app, tx.connection, who) is None:
            raise Refused(REFUSED)
        _answer_once(app, tx.connection, challenge)
        passkeys.add(tx.connection, made)
        people.append_admissions(tx, [Admission(person=who, event="passkey added", detail=made.id[:12], at=tx.at)])
    return made


def ask_to_enter(app: App, *, place: RelyingParty) -> str:
    """Ask a browser for any passkey of ours; gives the options as JSON. Nothing is kept, so nobody is kept out by it."""
    return question_for_entering(challenge=_question(app, ENTERING), place=place)


def enter(app: App, answer: str, *, challenge: str, place: RelyingParty) -> str:
    """Let in whoever a passkey belongs to; gives the session's secret. Only what is signed costs a write."""
    _refuse_unless_asked(app, challenge, ENTERING)
    with app.reading() as connection:
        found = passkeys.get(connection, passkey_in(answer))
        who = may_act(app, connection, found.person) if found else None
    if found is None or who is None:
        raise Refused(REFUSED)
    signed = signed_by(found, answer, challenge=challenge, place=place)
    with app.noting() as connection:
        _answer_once(app, connection, challenge)
        passkeys.has_signed(connection, found.id, signed)
    return begin(app, found.person, how="passkey", still=lambda now: passkeys.get(now, found.id) is not None)


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


def _question(app: App, use: str) -> str:
    return ask(use, key=app.seals.key_for("challenges"), at=app.wall.now())


def _refuse_unless_asked(app: App, challenge: str, use: str) -> None:
    """Refuse an answer to none of ours, to somebody else's, or one that came too late."""
    key, at = app.seals.key_for("challenges"), app.wall.now()
    if not was_asked(challenge, use, key=key, at=at, within=ANSWERED_IN):
        raise Refused(REFUSED)


def _answer_once(app: App, connection: ReadConnection, challenge: str) -> None:
    """Refuse an answer that came before."""
    name, at = fingerprint(challenge), app.wall.now()
    entrance.drop_what_is_over(connection, at)
    if entrance.link(connection, name, purpose="answered", at=at) is not None:
        raise Refused(REFUSED)
    entrance.add_link(connection, name, person=PersonId(name), purpose="answered", ends_at=at + ANSWERED_IN)

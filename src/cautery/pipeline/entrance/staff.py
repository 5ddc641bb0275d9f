"""Staff: people are invited, get roles, leave, and have sessions and keys ended. The first admin comes by the setup link."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cautery.access.keys import PREFIX, ApiKey, checked_scopes
from cautery.access.passwords import hash_password
from cautery.access.sessions import Session
from cautery.access.tokens import fingerprint, new_secret
from cautery.app import App
from cautery.errors import Conflict, Invalid, Missing
from cautery.model.person import ROLES, Admission, Person, PersonId, Role, is_name, is_reserved
from cautery.pipeline.entrance.sign_in import begin
from cautery.pipeline.entrance.standing import end_access
from cautery.store import entrance, passkeys, people
from cautery.store.database import ReadConnection
from cautery.store.ledger import WriteTransaction

NOBODY_YET = PersonId("first admin")
INVITATION = timedelta(days=3)
MOST_KEY_DAYS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """Somebody, and what lets them in."""

    person: Person
    sessions: tuple[Session, ...]
    keys: tuple[ApiKey, ...]
    admissions: tuple[Admission, ...]


def setup_link(app: App) -> str | None:
    """Make the one-time link by which the first admin comes in; None when an admin is there already."""
    with app.writing() as tx:
        return None if _has_admin(tx.connection) else _link(app, tx, NOBODY_YET, "setup", INVITATION)


def set_up(app: App, secret: str, person: str, password: str) -> str:
    """Make whoever has the setup link the first admin; gives the secret of their session."""
    refuse_unless_setup(app, secret)
    name = PersonId(person.strip())
    hashed = hash_password(password, person=_named(name))
    with app.acting_as(name).writing() as tx:
        _refuse_unless_setup(app, tx.connection, secret)
        entrance.end_link(tx.connection, fingerprint(secret))
        people.append(tx, [Person(person=name, roles=("senior", "admin"), by=tx.by, at=tx.at)])
        entrance.set_password(tx.connection, name, hashed)
        _tell(tx, name, "password set", "by the setup link")
    return begin(app, name, how="password")


def refuse_unless_setup(app: App, secret: str) -> None:
    """Refuse a setup link that holds no more, before anything is computed for whoever shows it."""
    with app.reading() as connection:
        _refuse_unless_setup(app, connection, secret)


def wanted(person: str, roles: Sequence[str], languages: Sequence[str], *, by: str, at: datetime) -> Person:
    """Read who is to be invited or changed, and to what; refuse names and roles that there cannot be."""
    name = _named(PersonId(person.strip()))
    return Person(person=name, roles=_roles(roles), languages=tuple(languages), by=by, at=at)


def invite(
    app: App, person: str, roles: Sequence[str], languages: Sequence[str] = (), *, known: bool | None = None
) -> str:
    """Make somebody known and give the secret of their one-time link; somebody known gets a new link and a new password.

    Args:
        known: whether they were known when it was decided that this may be done; refused (Conflict) when that changed.
    """
    with app.writing() as tx:
        told = wanted(person, roles, languages, by=tx.by, at=tx.at)
        if known is not None and known != (people.get(tx.connection, told.person) is not None):
            raise Conflict(f"Somebody else invited '{told.person}' at the same moment; reload the page.")
        _keep_an_admin(tx, told)
        if people.get(tx.connection, told.person) is not None:
            _tell(tx, told.person, "let in again", tx.by)
        people.append(tx, [told])
        return _link(app, tx, told.person, "invitation", INVITATION)


def visit_link(app: App, person: str, roles: Sequence[str]) -> str:
    """Make a link by which a guest of a simulated platform comes in, as often as they like; never for a real one."""
    with app.writing() as tx:
        name = PersonId(person)
        people.append(tx, [Person(person=name, roles=_roles(roles), by=tx.by, at=tx.at)])
        return _link(app, tx, name, "visit", timedelta(days=3650))


def change_roles(
    app: App, person: str, roles: Sequence[str], languages: Sequence[str], *, held: Collection[Role] | None = None
) -> Person:
    """Give somebody other roles or languages; holds from their next click on.

    Args:
        held: their roles when it was decided that this may be done; refused (Conflict) when that changed.
    """
    with app.writing() as tx:
        before = _there(tx, person)
        if held is not None and set(held) != (set(before.roles) if before.active else set()):
            raise Conflict(f"Somebody else changed the roles of '{before.person}' at the same moment; reload the page.")
        told = replace(before, roles=_roles(roles), languages=tuple(languages), by=tx.by, at=tx.at)
        _keep_an_admin(tx, told)
        if set(before.roles) - set(told.roles):
            end_access(tx, told.person, why="roles lost")
        people.append(tx, [told])
    return told


def let_go(app: App, person: str) -> None:
    """Somebody leaves: they come in no more, and all their sessions and keys end. What they decided stays."""
    with app.writing() as tx:
        told = replace(_there(tx, person), active=False, by=tx.by, at=tx.at)
        _keep_an_admin(tx, told)
        people.append(tx, [told])
        end_access(tx, told.person, why="left")
        passkeys.remove_all(tx.connection, told.person)


def cut_off(app: App, person: str) -> int:
    """End all of somebody's sessions and keys, and give back the cases that they hold; returns how many ended."""
    with app.writing() as tx:
        return end_access(tx, _there(tx, person).person, why=f"by {tx.by}")


def end_session(app: App, person: str, session: str) -> None:
    """End one of somebody's sessions, by its fingerprint."""
    with app.writing() as tx:
        who = _there(tx, person)
        if session not in {one.fingerprint for one in entrance.sessions_of(tx.connection, who.person)}:
            raise Missing("There is no such session any more.")
        entrance.end_session(tx.connection, session)
        _tell(tx, who.person, "session ended", session[:12])


def make_key(app: App, person: str, *, name: str, scopes: Collection[str], days: int) -> tuple[ApiKey, str]:
    """Make a key for a program of somebody's; gives the key and its secret, which is shown this once."""
    if not name.strip() or not 1 <= days <= MOST_KEY_DAYS:
        raise Invalid(f"A key needs a name that says what it is for, and between 1 and {MOST_KEY_DAYS} days.")
    secret = PREFIX + new_secret()
    with app.writing() as tx:
        who = _there(tx, person)
        key = ApiKey(
            id=fingerprint(secret)[:12],
            person=who.person,
            name=name.strip()[:80],
            scopes=checked_scopes(scopes, who.roles),
            ends_at=app.wall.now() + timedelta(days=days),
        )
        entrance.add_key(tx.connection, key, fingerprint(secret))
        _tell(tx, who.person, "key made", f"{key.id} {' '.join(key.scopes)}")
    return key, secret


def revoke_key(app: App, key_id: str, *, of: str) -> None:
    """End a key of somebody's for good."""
    with app.writing() as tx:
        who = _there(tx, of)
        own = {key.id for key in entrance.keys_of(tx.connection, who.person)}
        if key_id not in own or not entrance.revoke_key(tx.connection, key_id):
            raise Missing(f"'{who.person}' has no key '{key_id}' that could be ended.")
        _tell(tx, who.person, "key ended", key_id)


def everybody(app: App) -> tuple[StaffMember, ...]:
    """List who works here or did, by name, with what lets them in."""
    with app.reading() as connection:
        return tuple(
            StaffMember(
                person=one,
                sessions=tuple(entrance.sessions_of(connection, one.person)),
                keys=tuple(entrance.keys_of(connection, one.person)),
                admissions=tuple(people.admissions_of(connection, one.person, most=10)),
            )
            for one in people.everybody(connection)
        )


def _there(tx: WriteTransaction, person: str) -> Person:
    found = people.get(tx.connection, PersonId(person.strip()))
    if found is None:
        raise Missing(f"There is nobody called '{person[:60]}' here.")
    return found


def _named(name: PersonId) -> PersonId:
    if not is_name(name):
        raise Invalid(f"'{name[:60]}' cannot name a person: small letters, digits, '.' and '-', a letter first.")
    if is_reserved(name):
        raise Invalid(f"'{name}' is kept for the system, so that the log names people only; choose another name.")
    return name


def _refuse_unless_setup(app: App, connection: ReadConnection, secret: str) -> None:
    link = entrance.link(connection, fingerprint(secret), purpose="setup", at=app.wall.now())
    if link is None or _has_admin(connection):
        raise Missing(
            "This link was used, or its time is over; `cautery serve` prints a new one while there is no admin."
        )


def _has_admin(connection: ReadConnection) -> bool:
    return any(
        "admin" in one.roles and one.active and entrance.password_of(connection, one.person)
        for one in people.everybody(connection)
    )


def _roles(said: Sequence[str]) -> tuple[Role, ...]:
    unknown = sorted(set(said) - set(ROLES))
    if unknown or not said:
        raise Invalid(
            f"Somebody needs at least one role of: {', '.join(ROLES)}" + (f"; not '{unknown[0]}'." if unknown else ".")
        )
    return tuple(role for role in ROLES if role in said)


def _keep_an_admin(tx: WriteTransaction, told: Person) -> None:
    """Refuse to take the last admin away; before there is one, others may be invited."""
    admins = {one.person for one in people.everybody(tx.connection) if "admin" in one.roles and one.active}
    if admins == {told.person} and not ("admin" in told.roles and told.active):
        raise Conflict(f"'{told.person}' is the only admin. Make another person an admin first.")


def _link(app: App, tx: WriteTransaction, name: PersonId, purpose: str, lasts: timedelta) -> str:
    secret = new_secret()
    entrance.add_link(tx.connection, fingerprint(secret), person=name, purpose=purpose, ends_at=app.wall.now() + lasts)
    _tell(tx, name, "link made", purpose)
    return secret


def _tell(tx: WriteTransaction, person: PersonId, event: str, detail: str) -> None:
    people.append_admissions(tx, [Admission(person=person, event=event, detail=detail, at=tx.at)])

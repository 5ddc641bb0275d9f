"""Standing: may this person act now? Asked here at each request, and ended here, whatever it is that ends."""

from datetime import timedelta

from cautery.app import App
from cautery.model.person import Admission, Person, PersonId
from cautery.store import entrance, identities, leases, people, waiting
from cautery.store.database import ReadConnection
from cautery.store.ledger import WriteTransaction

VOUCHED = timedelta(days=3)
"""How long roles that a provider gave hold after it last said so: over a weekend. Then one signs in there again."""


def may_act(app: App, connection: ReadConnection, person: PersonId) -> Person | None:
    """Give somebody as they are now, when they may act; None for who is unknown, has left, or is no longer vouched for."""
    who = people.get(connection, person)
    if who is None or not who.active or not _is_vouched_for(app, connection, who):
        return None
    return who


def end_access(tx: WriteTransaction, person: PersonId, *, why: str) -> int:
    """End all that lets somebody act: sessions and the streams that hang on them, keys, links, cases that they hold.

    Returns how many sessions and keys ended. The caller knows whether passkeys end too: who lost a device loses them all.
    """
    ended = entrance.end_sessions(tx.connection, person)
    for key in entrance.keys_of(tx.connection, person):
        ended += entrance.revoke_key(tx.connection, key.id)
    entrance.end_links(tx.connection, person)
    leases.give_all_back(tx.connection, person=person)
    waiting.unassign(tx.connection, person=person)
    people.append_admissions(tx, [Admission(person=person, event="access ended", detail=why, at=tx.at)])
    return ended


def _is_vouched_for(app: App, connection: ReadConnection, who: Person) -> bool:
    """Say whether roles that a provider gave still hold: it is the one that is trusted, and said so lately."""
    if "://" not in who.by:
        return True
    provider = app.config.provider
    if provider is None or provider.issuer != who.by:
        return False
    at = identities.vouched_at(connection, who.person, by=who.by)
    return at is not None and app.wall.now() - at < VOUCHED

"""By what a person is found in what is kept: the account, and the handles that it had."""

import hashlib
import hmac
from dataclasses import dataclass

from cautery.app import App
from cautery.events.history import events_in
from cautery.model.account import Account
from cautery.model.event import AccountCreated, AccountRenamed, AccountUpdated, AnyEvent
from cautery.store.journal import Journal


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSubject:
    """Whom data is about."""

    about: Account
    handles: frozenset[str]


def subject_of(app: App, about: Account, *, known: frozenset[str] = frozenset()) -> DataSubject:
    """Find the handles that an account had, besides those that are known: the journal may be without them already."""
    name, handles = about.id.encode(), set(known)
    for frame in Journal(app.config.journal).read():
        if name in frame.lines:
            handles |= {handle for event in events_in(frame) if (handle := _handle(event, about))}
    return DataSubject(about=about, handles=frozenset(handles))


def keyed_hash(app: App, about: Account) -> str:
    """Name an account so that only this installation finds it again: HMAC-SHA256, in hex."""
    said = f"{about.platform}\0{about.id}".encode("utf-8", "surrogatepass")
    return hmac.new(app.seals.key_for("erasures"), said, hashlib.sha256).hexdigest()


def _handle(event: AnyEvent, about: Account) -> str | None:
    if (event.platform, event.account) != (about.platform, about.id):
        return None
    if isinstance(event, AccountRenamed):
        return event.handle
    return event.profile.handle if isinstance(event, AccountCreated | AccountUpdated) else None

"""What detection knows of accounts, kept up to date a batch of events at a time at a cost that does not grow with history.

Of everybody: what they use, in an index. Of those around removed accounts: a dossier. All of it is computed from the journal:
what is lost or damaged is computed again, and nobody is judged until it is whole.
"""

import fcntl
import logging
import math
import os
import shutil
import sqlite3
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from cautery.app import App
from cautery.engine.account_state import AccountState, Name
from cautery.errors import Temporary
from cautery.model.account import Account, AccountId, Platform
from cautery.model.event import AccountCreated, AccountUpdated, AnyEvent, NoticeReceived, PostCreated
from cautery.store.journal import JournalPlace
from cautery.suspicion.dossier import Dossier, own_text
from cautery.suspicion.lookup import text_key
from cautery.suspicion.operators.bank import cohort_key, face_keys, lasting_keys
from cautery.suspicion.operators.portrait import AccountPortrait

MOST_REMEMBERED = 300_000
"""Accounts whose numbers are in memory."""
MOST_DOSSIERS = 4_000
"""Dossiers in memory."""
CHANNELS = (
    *(
        "device",
        "ip",
        "asn",
        "email",
        "frames",
        "phone",
        "client",
        "bio",
        "avatar",
        "follows",
        "circle",
        "declared",
    ),
    *("links", "handoffs", "media", "passages", "hashtags", "hosts", "name", "gram", "picture", "text", "mailbox"),
    *("ip_prefix",),
)
"""Channels whose having is counted, each a bit; a channel that is not here is counted under 'other'."""
_BIT = {name: 1 << at for at, name in enumerate((*CHANNELS, "other"))}
log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Met:
    """What is kept of an account already, so that it is not written again."""

    number: int
    known: bool = False
    wrote: bool = False
    channels: int = 0
    names: tuple[str, str] = ("", "")
    begins: float = math.inf


class Accounts:
    """The state of one installation. One thread at a time; other processes take turns."""

    def __init__(self, app: App) -> None:
        self._folder = app.config.engine / "detection"
        self.opened = 0
        """How often the state was opened: who keeps something beside it sees by this that it is another one."""
        self._open()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Let one process at a time work with the state; what another one wrote meanwhile is read again."""
        self._folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self._folder.parent / "detection.turn").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                self._read_again()
                yield
            except sqlite3.DatabaseError as error:
                self.state.begin_anew(str(error))
                self._open()
                raise Temporary("What detection knew was damaged; it is computed again.") from error

    def _read_again(self) -> None:
        """Open the state anew where another process wrote to it, or it is gone."""
        if not self.state.is_there() or self.state.told("writer") not in (self._seen, self._writer):
            self.state.close()
            self._open()

    def place(self) -> JournalPlace:
        """Say up to which place in the journal events have been taken."""
        segment, byte = self.state.place()
        return JournalPlace(segment=segment, byte=byte)

    def take(self, events: Sequence[AnyEvent], *, until: JournalPlace) -> None:
        """Take in a batch and the place behind it, in one transaction; the same batch again changes nothing."""
        drawn = _drawn(events)
        with self.state.writing():
            numbers = self._meet_all(drawn)
            used = {about: _used(*of) for about, of in drawn.items()}
            for about, (portrait, said) in drawn.items():
                self._note(about, portrait, said, used[about])
            self._index(numbers, used)
            touched = self._follow_on(events)
            self._wait_for_dossiers(numbers, used)
            self.state.mark("dirty", touched)
            self.state.move((until.segment, until.byte))
            self.state.tell("writer", self._writer)
        self.state.tidy_index()

    def lead_by(self, keys: NDArray[np.int64]) -> None:
        """Say by which keys (sorted) accounts come to be followed from now on; whoever has one already waits for a dossier."""
        self._leads = keys
        _, numbers = self.state.index.find(keys)
        new = set(np.unique(numbers).tolist()) - self.followed
        with self.state.writing():
            self.state.mark("wanted", new)

    def wanted(self) -> Mapping[int, Account]:
        """Give the accounts that are to be followed and have no dossier yet."""
        names = self.state.names(self.state.marked("wanted"))
        return {number: account_of(name) for number, name in names.items()}

    def is_known(self, about: Account) -> bool:
        """Tell whether an account posted or has a profile."""
        return (about.platform, str(about.id)) in self.state.bearing(about.id)

    def want(self, accounts: Iterable[Account]) -> None:
        """Let some accounts be followed."""
        with self.state.writing():
            numbers = [self._meet(about).number for about in accounts]
            self.state.mark("wanted", [one for one in numbers if one not in self.followed])

    def follow(self, dossiers: Mapping[int, Dossier]) -> None:
        """Follow accounts from now on, given all that history tells of them."""
        with self.state.writing():
            for number, dossier in dossiers.items():
                self._keep(number, dossier)
            self.state.unmark("wanted", dossiers)
            self.state.tell("writer", self._writer)
            self.state.mark("dirty", dossiers)
        self.followed |= set(dossiers)

    def dossier(self, number: int) -> Dossier:
        """Give the dossier of an account that is followed."""
        found = self._dossiers.get(number)
        if found is None:
            value = self.state.get("dossier", number)
            if value is None:
                raise KeyError(number)
            found = msgspec.msgpack.decode(value, type=Dossier)
        self._remember(number, found)
        return found

    def of_platform(self, platform: Platform, numbers: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Tell which of some accounts are of a platform."""
        if self._platforms == {platform}:
            return np.ones(len(numbers), dtype=bool)
        one, where = np.unique(numbers, return_inverse=True)
        names = self.state.names(one.tolist())
        return np.array([names.get(number, ("", ""))[0] == platform for number in one.tolist()], dtype=bool)[where]

    def close(self) -> None:
        """Let go of it."""
        self.state.close()

    def _open(self) -> None:
        self.state = AccountState(self._folder)
        if self.state.begun_anew:
            log.warning("What detection knew is computed again: %s", self.state.begun_anew)
        self._writer, self._seen = f"{os.getpid()} {id(self)}", self.state.told("writer")
        self._met: dict[Account, _Met] = {}
        self._dossiers: OrderedDict[int, Dossier] = OrderedDict()
        self.followed = self.state.all_kept("dossier")
        self._platforms = set(self.state.platforms())
        self._leads = np.zeros(0, dtype=np.int64)
        self.opened += 1

    def _meet(self, about: Account) -> _Met:
        found = self._met.get(about)
        if found is None:
            if len(self._met) >= MOST_REMEMBERED:
                self._met.clear()
            number = self.state.meet((about.platform, about.id), lot=cohort_key(about))
            found = self._met[about] = _Met(number)
            self._platforms.add(about.platform)
        return found

    def _meet_all(self, accounts: Collection[Account]) -> dict[Account, int]:
        """Give the numbers of those who act in a batch; those that are not remembered are asked for in one question."""
        asked = [(about.platform, str(about.id)) for about in accounts if about not in self._met]
        for name, number in self.state.numbers(asked).items():
            self._met[account_of(name)] = _Met(number)
        return {about: self._meet(about).number for about in accounts}

    def _note(self, about: Account, portrait: AccountPortrait, said: "_Said", used: Mapping[int, str]) -> None:
        """Note what is new of an account, so that whoever counts everybody need read nobody."""
        met = self._meet(about)
        channels = 0
        for channel in used.values():
            channels |= _BIT.get(channel, _BIT["other"])
        names = (portrait.handle or met.names[0], portrait.display_name or met.names[1])
        begins = portrait.begins.timestamp() if portrait.begins else math.inf
        now = _Met(
            number=met.number,
            known=met.known or said.known,
            wrote=met.wrote or bool(portrait.written),
            channels=met.channels | channels,
            names=names,
            begins=min(met.begins, begins),
        )
        if now != met:
            self.state.note(
                met.number,
                known=now.known,
                channels=now.channels,
                wrote=now.wrote,
                handle=portrait.handle or None,
                display_name=portrait.display_name or None,
                begins=now.begins if now.begins < math.inf else None,
            )
            self._met[about] = now

    def _index(self, numbers: Mapping[Account, int], used: Mapping[Account, Mapping[int, str]]) -> None:
        keys = np.fromiter((key for of in used.values() for key in of), dtype=np.int64)
        who = np.repeat(
            np.array([numbers[about] for about in used], dtype=np.uint32), [len(of) for of in used.values()]
        )
        self.state.add(keys, who)

    def _wait_for_dossiers(self, numbers: Mapping[Account, int], used: Mapping[Account, Mapping[int, str]]) -> None:
        """Let those be followed who use what leads around removed accounts."""
        if not len(self._leads):
            return
        new = [(numbers[about], of) for about, of in used.items() if numbers[about] not in self.followed]
        keys = np.fromiter((key for _, of in new for key in of), dtype=np.int64)
        who = np.repeat(np.array([number for number, _ in new], dtype=np.int64), [len(of) for _, of in new])
        at = np.minimum(np.searchsorted(self._leads, keys), len(self._leads) - 1)
        self.state.mark("wanted", np.unique(who[self._leads[at] == keys]).tolist())

    def _follow_on(self, events: Sequence[AnyEvent]) -> set[int]:
        """Take events into the dossiers of those who are followed; complaints make whoever they name be followed."""
        changed: dict[int, Dossier] = {}
        for event in events:
            if isinstance(event, NoticeReceived):
                self._complain(event, changed)
                continue
            met = self._met.get(Account(platform=event.platform, id=event.account))
            if met is not None and met.number in self.followed:
                dossier = changed.setdefault(met.number, self.dossier(met.number))
                dossier.see(event)
        for number, dossier in changed.items():
            self._keep(number, dossier)
        return set(changed)

    def _complain(self, event: NoticeReceived, changed: dict[int, Dossier]) -> None:
        if event.notice.about.account is None:
            return
        number = self._meet(Account(platform=event.platform, id=event.notice.about.account)).number
        if number in self.followed:
            changed.setdefault(number, self.dossier(number)).see_notice(event.notice.id, event.notice.notifier.kind)
        else:
            self.state.mark("wanted", [number])

    def _keep(self, number: int, dossier: Dossier) -> None:
        self.state.keep("dossier", number, msgspec.msgpack.encode(dossier))
        self._remember(number, dossier)

    def _remember(self, number: int, dossier: Dossier) -> None:
        self._dossiers[number] = dossier
        self._dossiers.move_to_end(number)
        while len(self._dossiers) > MOST_DOSSIERS:
            self._dossiers.popitem(last=False)


@dataclass(slots=True)
class _Said:
    """What a batch tells of an account beside its portrait."""

    known: bool
    """Whether it posted or has a profile."""
    own: Dossier
    """Its own texts."""


def _drawn(events: Iterable[AnyEvent]) -> dict[Account, tuple[AccountPortrait, _Said]]:
    """Draw those who act in a batch, from the batch alone."""
    drawn: dict[Account, tuple[AccountPortrait, _Said]] = {}
    for event in events:
        about = Account(platform=event.platform, id=event.account)
        if about not in drawn:
            drawn[about] = AccountPortrait(about=about), _Said(known=False, own=Dossier(about=about))
        portrait, said = drawn[about]
        portrait.see(event)
        if isinstance(event, PostCreated) and (text := own_text(event.post)) is not None:
            said.own.note_text(text, event.post.id)
        said.known |= isinstance(event, PostCreated | AccountCreated | AccountUpdated)
    return drawn


def _used(portrait: AccountPortrait, said: _Said) -> dict[int, str]:
    """Give the keys of all that an account used in a batch, each with its channel."""
    keys = lasting_keys(portrait)
    for face in face_keys(portrait).values():
        keys |= face
    return keys | {text_key(text): "text" for text in said.own.texts}


def forget_accounts(app: App) -> None:
    """Drop what detection knows of accounts; whoever opens it next computes it again from the journal."""
    shutil.rmtree(app.config.engine / "detection", ignore_errors=True)


def channels_in(mask: int) -> Iterator[str]:
    """Name the channels whose bits are set."""
    return (name for name, bit in _BIT.items() if mask & bit)


def account_of(name: Name) -> Account:
    return Account(platform=Platform(name[0]), id=AccountId(name[1]))

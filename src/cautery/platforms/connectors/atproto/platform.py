"""A network of the AT Protocol as a connector: the data server's administrator, or a moderator with Ozone."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Protocol, Self

import msgspec

from cautery.errors import Invalid, Refused
from cautery.kit.http import Http
from cautery.model.account import Account
from cautery.model.action import Action
from cautery.model.decision import Measure
from cautery.model.event import AnyEvent
from cautery.model.intake import UnreadableItem
from cautery.platforms.connector import Connector, PlatformBatch, State
from cautery.platforms.connectors.atproto import firehose
from cautery.platforms.connectors.atproto.administration import Administration, asked
from cautery.platforms.connectors.atproto.fields import FIELDS
from cautery.platforms.connectors.atproto.firehose import Firehose, StreamBatch
from cautery.platforms.connectors.atproto.moderation import Moderation, report_in
from cautery.platforms.connectors.atproto.subjects import Subject, account, item
from cautery.platforms.marks import MeasureMarks
from cautery.platforms.reach import Reach
from cautery.platforms.reading import Items, PartReader

_DOWN = ("takendown", "suspended")
"""An account that its owner closed is not active either, and may come back at any time."""
MOST = 2_000
"""Frames of the stream in one batch."""


class ModerationBackend(Protocol):
    """Where measures are taken, and who wants them is noted."""

    def greet(self) -> str: ...
    def handle(self, subject: Subject) -> str: ...
    def marks(self, subject: Subject, measure: str) -> MeasureMarks: ...
    def put(self, subject: Subject, measure: str, marks: MeasureMarks) -> None: ...
    def close(self) -> None: ...


def _time(said: str) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


class _RepoStatus(msgspec.Struct):
    active: bool = True
    status: str = ""


class AtProto(Connector):
    """One data server, or one network that an Ozone moderates."""

    measures = frozenset[Measure]({"suspend", "remove"})
    of_posts = frozenset[Measure]({"remove"})
    fields = FIELDS
    settings: ClassVar = {
        "ozone": "the DID of the Ozone service",
        "moderator": "the handle of the moderator, with Ozone",
        "label": 'the label of a mark, with Ozone: "!warn" unless set',
        "stream": "the address of another server whose firehose is read",
    }

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._public = Http(f"{reach.address.rstrip('/')}/xrpc")
        self._firehose = Firehose(reach.more.get("stream", reach.address).rstrip("/"), platform=reach.platform)
        self._moderation = Moderation(reach) if "ozone" in reach.more else None
        self._office: ModerationBackend = self._moderation or Administration(reach)
        if self._moderation is not None:
            self.measures = self.measures | {"mark"}

    @classmethod
    def connect(cls, reach: Reach) -> Self:
        """Prepare to speak with a server."""
        return cls(reach)

    def greet(self) -> str:
        """Ask for what only we are told."""
        return self._office.greet()

    def close(self) -> None:
        """Let connections go."""
        self._office.close()
        self._public.close()
        self._firehose.close()

    def read_events(self, cursor: str | None) -> PlatformBatch:
        """Give what happened behind a place, and what people reported; where one of both does not answer, the other."""
        seq, reported, seen_at = (*(cursor or "0").split("|"), "", "")[:3]
        heard = StreamBatch(events=[], unread=[], gaps=[], place=int(seq), seen_at=_time(seen_at))
        reports, parts = Items(), PartReader()

        def stream() -> None:
            nonlocal heard
            heard = self._firehose.read(int(seq), most=MOST, seen_at=_time(seen_at))

        def complaints() -> None:
            nonlocal reports, reported
            if self._moderation is not None:
                reports, reported = self._moderation.reports(reported, platform=self._reach.platform)

        parts.ask("Stream", stream)
        if self._moderation is not None:
            parts.ask("Reports", complaints)
        parts.raise_if_silent()
        place = f"{heard.place}|{reported}|{heard.seen_at.isoformat() if heard.seen_at else ''}"
        return PlatformBatch(
            events=[*heard.events, *reports.events],
            cursor=place,
            unread=[*heard.unread, *reports.unread],
            gaps=heard.gaps,
            problems=parts.problems,
            retry_after_s=parts.retry_after_s,
        )

    def read_again(self, item: UnreadableItem) -> Sequence[AnyEvent]:
        """Read a frame or a report that an earlier version could not read."""
        if item.reader == firehose.READER:
            return self._firehose.read_again(item.raw)
        again = Items()
        if again.read(item.reader, item.place, item.raw, lambda: [report_in(item.raw, self._reach.platform)]):
            return again.events
        raise Invalid(again.unread[0].reason)

    def look_up(self, about: Account) -> State:
        """Say how an account stands."""
        subject = account(about, platform=self._reach.platform)
        handle = self._office.handle(subject)
        against = self.measures - self.of_posts
        held = frozenset(one for one in against if self._office.marks(subject, one).wanted)
        return State(handle=handle, measures=held)

    def act(self, action: Action) -> str:
        """Take a subject down, or label it, once."""
        subject = self._subject(action)
        marks = self._office.marks(subject, action.measure)
        if action.key not in marks.keys:
            self._office.put(subject, action.measure, marks.with_key(action.key))
        return action.key

    def undo(self, action: Action, token: str) -> None:
        """Take back what this action did; what somebody else wants too stays in force."""
        subject = self._subject(action)
        marks = self._office.marks(subject, action.measure)
        if token in marks.keys:
            self._office.put(subject, action.measure, marks.without(token))

    def in_effect(self, action: Action) -> bool:
        """Look whether a measure is in force; of an account, as the data server shows it to anybody."""
        subject = self._subject(action)
        if action.measure != "suspend":
            return self._office.marks(subject, action.measure).wanted
        shown = asked(self._public, "com.atproto.sync.getRepoStatus", {"did": str(subject["did"])}).read(_RepoStatus)
        return not shown.active and shown.status in _DOWN

    def _subject(self, action: Action) -> Subject:
        if action.measure not in self.measures:
            raise Refused(
                f"'{self._reach.platform}' cannot '{action.measure}'; it can: {', '.join(sorted(self.measures))}."
            )
        if action.measure in self.of_posts:
            return item(action, platform=self._reach.platform)
        return account(action.about, platform=self._reach.platform)

"""Any platform that answers six questions at one address: whoever has no connector of ours writes a page of code.

Every question is a POST of JSON, `{"type": ..., "timestamp": ..., "data": {...}}`, signed as https://www.standardwebhooks.com
has it. The platform answers 200 with JSON; 404: there is no such account or post; 422: it cannot do that; 401: the
signature is wrong; 429 or 5xx, with `Retry-After` where it knows: later.

| type | data | answer |
|---|---|---|
| `hello` | | `name` |
| `measure.take` | `key`, `account`, `measure`, `post` (null: the account itself), `decision` | |
| `measure.undo` | the same | |
| `measure.look_up` | the same | `in_effect` |
| `account.look_up` | `account` | `handle`, `measures` (in force against the account), `address` (of mail, or none) |
| `events.read` | `cursor` (null: from the beginning) | `events` (as `cautery ingest` takes them), `cursor` |

The same key again is the same action. A measure holds as long as any key, or the platform itself, wants it:
[a whole receiver](../howto/receiver.py) keeps a set of keys for each. The answer is sent when it is done, and not before.

Settings: `address` is where questions go, `secret` the shared one (`whsec_...`). `measures` are those that the platform can
take (`suspend` unless told), in words with spaces between; `remove` is done to posts.
"""

import binascii
import uuid
from base64 import b64decode
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar, Self, TypeVar, get_args

import msgspec

from cautery.errors import Invalid, Missing, Refused
from cautery.kit.fields import Fields, left_out, used
from cautery.kit.http import Http, HttpResponse
from cautery.kit.webhook import headers_for
from cautery.model.account import Account
from cautery.model.action import Action
from cautery.model.decision import Measure
from cautery.model.event import AnyEvent
from cautery.model.intake import UnreadableItem
from cautery.model.known import without_unknown
from cautery.platforms.connector import Connector, PlatformBatch, State
from cautery.platforms.reach import Reach
from cautery.platforms.reading import Items

T = TypeVar("T")
_NO_SUCH_THING, _CANNOT = 404, 422
READER = "told"
FIELDS: Fields = {
    "event": used(
        type="which event it is",
        id="event id: the same again is a duplicate",
        at="at: when it happened, as its author claims where the site lets authors say so",
        received="received: when the site took it; without it `at` counts, until others bear it out",
        account="account",
    )
    | left_out("the platform is the one that was asked", "platform"),
    "what an event carries": used(
        profile="profile", traits="traits, hashed before they are kept", post="post", target="target", notice="notice",
        by="by", reason="reason", handle="handle", kind="kind",
    ),
    "any other field": left_out("dropped before the event is kept, and counted by name", "(any)"),
    "account.look_up": used(handle="the name that people see", measures="what is in force", address="for letters"),
    "events.read": used(events="the events, each read alone", cursor="the place"),
}  # fmt: skip


class _Hello(msgspec.Struct):
    name: str


class _Account(msgspec.Struct):
    handle: str
    measures: list[Measure] = msgspec.field(default_factory=list)
    address: str = ""


class _Held(msgspec.Struct):
    in_effect: bool


class _Events(msgspec.Struct):
    cursor: str


class _Done(msgspec.Struct):
    pass


class WebhookPlatform(Connector):
    """A platform that is asked at one address."""

    settings: ClassVar = {"measures": 'what it can do, in one text: "suspend restrict"'}
    fields = FIELDS

    def __init__(self, reach: Reach) -> None:
        self._platform, self._secret = reach.platform, _secret(reach)
        self._http = Http(reach.address)
        self.measures = _measures(reach.more.get("measures", "suspend"))
        self.of_posts = self.measures & {"remove"}

    @classmethod
    def connect(cls, reach: Reach) -> Self:
        """Prepare to ask a platform."""
        return cls(reach)

    def greet(self) -> str:
        """Ask for its name."""
        return f"a platform that calls itself '{self._ask('hello', {}, _Hello).name}'"

    def close(self) -> None:
        """Let connections go."""
        self._http.close()

    def read_events(self, cursor: str | None) -> PlatformBatch:
        """Give the events behind a place; what is none is kept apart, and fields that nobody knows are counted."""
        raws, told = self._asked("events.read", {"cursor": cursor}).read_items(_Events, "events")
        items, unknown = Items(), Counter[str]()
        for number, raw in enumerate(raws):
            place = f"after {cursor or 'the beginning'}, {number}"
            items.read(READER, place, raw, lambda raw=raw: [self._event(raw, unknown)])  # type: ignore[misc]
        return PlatformBatch(events=items.events, cursor=told.cursor, unread=items.unread, unknown=unknown)

    def read_again(self, item: UnreadableItem) -> Sequence[AnyEvent]:
        """Read an event that an earlier version could not read."""
        again = Items()
        if again.read(item.reader, item.place, item.raw, lambda: [self._event(item.raw, Counter())]):
            return again.events
        raise Invalid(again.unread[0].reason)

    def look_up(self, about: Account) -> State:
        """Say how an account stands."""
        told = self._ask("account.look_up", {"account": self._id(about)}, _Account)
        return State(handle=told.handle, measures=frozenset(told.measures), address=told.address)

    def act(self, action: Action) -> str:
        """Have it done, once."""
        self._ask("measure.take", self._data(action), _Done, name=f"take-{action.key}")
        return action.key

    def undo(self, action: Action, token: str) -> None:
        """Have it taken back, as far as this action wanted it."""
        self._ask("measure.undo", self._data(action) | {"key": token}, _Done, name=f"undo-{token}")

    def in_effect(self, action: Action) -> bool:
        """Ask whether the measure is in force."""
        return self._ask("measure.look_up", self._data(action), _Held).in_effect

    def _data(self, action: Action) -> dict[str, str | None]:
        if action.measure not in self.measures:
            raise Refused(f"'{self._platform}' cannot '{action.measure}'; it can: {', '.join(sorted(self.measures))}.")
        return {
            "key": action.key,
            "account": self._id(action.about),
            "measure": action.measure,
            "post": action.post,
            "decision": action.decision,
        }

    def _id(self, about: Account) -> str:
        if about.platform != self._platform:
            raise Missing(f"There is no account '{about.id}' of '{about.platform}' on '{self._platform}'.")
        return about.id

    def _event(self, raw: bytes, unknown: Counter[str]) -> AnyEvent:
        try:
            event: AnyEvent = msgspec.json.decode(raw, type=AnyEvent)
        except msgspec.ValidationError:
            said, dropped = without_unknown(msgspec.json.decode(raw, type=dict[str, Any]))
            event = msgspec.json.decode(msgspec.json.encode(said), type=AnyEvent)
            unknown.update(dropped)
        here: AnyEvent = msgspec.structs.replace(event, platform=self._platform)
        return here

    def _ask(self, kind: str, data: object, answer: type[T], *, name: str = "") -> T:
        return self._asked(kind, data, name=name).read(answer)

    def _asked(self, kind: str, data: object, *, name: str = "") -> HttpResponse:
        """Ask one question.

        Args:
            name: the same for what is asked again after a crash; '': a question that changes nothing.
        """
        at = datetime.now(UTC)
        body = msgspec.json.encode({"type": kind, "timestamp": at, "data": data})
        headers = headers_for(name or uuid.uuid4().hex, body, secrets=[self._secret], at=at)
        told = self._http.ask("POST", "", data=body, headers={**headers, "Content-Type": "application/json"})
        if told.status == _CANNOT:
            raise Refused(f"'{self._platform}' says that it cannot: {told.data[:300].decode(errors='replace')}")
        if told.status == _NO_SUCH_THING:
            raise Missing(f"'{self._platform}' has no such account or post ({kind}, {data}).")
        return told


def _secret(reach: Reach) -> bytes:
    try:
        return b64decode(reach.secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        raise Invalid(f"The secret for '{reach.platform}' is none: 'whsec_' and base64.") from None


def _measures(said: str) -> frozenset[Measure]:
    known: tuple[Measure, ...] = get_args(Measure)
    if unknown := sorted(set(said.split()) - set(known)):
        raise Invalid(f"'measures' names '{unknown[0]}'; there are: {', '.join(known)}.")
    return frozenset(measure for measure in known if measure in said.split())

"""A site where people paste things: bepasty, with an administrator's password.

Nobody has an account there, so each paste stands for whoever left it: it is its own account, and its only post. In come new
pastes, texts with what they say and files with their hash. `remove` locks a paste, so that only administrators see it, and
can be taken back. Pastes are not deleted, because they could not be given back.

Settings: `address` is the site's, `secret` a password with the permissions `admin,list,read,create,modify`. Who wants a paste
locked is noted at the end of its name while it is locked; a very long name is shortened for that.
"""

import time
from base64 import b64encode
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import quote

import msgspec

from cautery.errors import Invalid, Missing, Permanent, Refused
from cautery.kit.fields import Fields, left_out, used
from cautery.kit.http import Http
from cautery.kit.unreadable import NOT_JSON
from cautery.model.account import Account, AccountId
from cautery.model.action import Action
from cautery.model.decision import Measure
from cautery.model.event import AnyEvent, MediaAttachment, Post, PostCreated
from cautery.model.intake import UnreadableItem
from cautery.platforms.connector import Connector, PlatformBatch, State
from cautery.platforms.marks import MeasureMarks, read_marks
from cautery.platforms.reach import Reach
from cautery.platforms.reading import Items, PartReader

_ITEMS = "/apis/rest/items"
_LONGEST_NAME, _LONGEST_TEXT = 250, 256 * 1024
_BEGIN, _END = " +*", "*+"
"""Stand for '[' and ']', which the site lets no name have."""


READER = "paste"
AHEAD_S = 86_400
"""A paste that is dated further ahead than this moves no place: one wrong clock must not hide what comes after."""
FIELDS: Fields = {
    "paste": used(
        filename="what a paste is called where it is shown; our marks at its end",
        type="post.text of texts; media.kind and media.mime of all else",
        size="media.bytes; texts of more than 256 KiB are files",
        locked="whether `remove` is in force",
        complete="one that is not whole yet is read when it is",
        hash="media.sha256; one without it is not whole yet",
    )
    | {"timestamp-upload": "at, received: the site's clock"}
    | left_out("says nothing about what was said, or by whom", "timestamp-download timestamp-max-life id"),
}


class _Meta(msgspec.Struct):
    filename: str = ""
    type: str = ""
    size: int = 0
    locked: bool = False
    complete: bool = False
    hash: str = ""
    uploaded: int = msgspec.field(name="timestamp-upload", default=0)

    @property
    def is_whole(self) -> bool:
        """Whether it is there, and was hashed."""
        return self.complete and bool(self.hash)


class _Item(msgspec.Struct):
    meta: _Meta = msgspec.field(name="file-meta")


class _Reached(msgspec.Struct):
    at: int = 0
    named: list[str] = []
    """The pastes of that last second, and those that are dated later."""
    waiting: list[str] = []
    """Pastes that were not whole yet when they were seen, or could not be had."""
    broken: list[str] = []
    """Pastes that could not be read: they are kept apart once."""


class Bepasty(Connector):
    """One site, as its administrator."""

    measures = frozenset[Measure]({"remove"})
    of_posts = frozenset[Measure]({"remove"})
    fields = FIELDS

    def __init__(self, reach: Reach) -> None:
        self._platform, self._address = reach.platform, reach.address
        proof = b64encode(f"admin:{reach.secret}".encode()).decode()
        self._http = Http(reach.address, headers={"Authorization": f"Basic {proof}"})
        self._is_known = False

    @classmethod
    def connect(cls, reach: Reach) -> Self:
        """Prepare to speak with a site."""
        return cls(reach)

    def greet(self) -> str:
        """Ask for what only administrators see."""
        return f"a bepasty with {len(self._list()):,} pastes, and we are its administrator"

    def close(self) -> None:
        """Let connections go."""
        self._http.close()

    def read_events(self, cursor: str | None) -> PlatformBatch:
        """Give the pastes that are new, or whole by now; one that cannot be read, or had, stops none of the others."""
        since = msgspec.json.decode(cursor, type=_Reached) if cursor else _Reached()
        listed, items, parts = self._list(), Items(), PartReader()
        pastes = {name: item.meta for name, raw in listed.items() if (item := _item_in(raw)) is not None}
        broken = sorted(set(listed) - set(pastes))
        for name in set(broken) - set(since.broken):
            items.read(READER, name, bytes(listed[name]), partial(self._told, name, bytes(listed[name])))
        new = sorted((meta.uploaded, name) for name, meta in pastes.items() if _is_new(name, meta, since))
        waiting = [name for _, name in new if not pastes[name].is_whole]
        for name in (name for _, name in new if pastes[name].is_whole):
            read = partial(
                items.read, READER, name, bytes(listed[name]), partial(self._told, name, bytes(listed[name]))
            )
            waiting += [] if parts.ask(f"Paste '{name}'", read) else [name]
        parts.raise_if_silent()
        latest = time.time() + AHEAD_S
        at = max([since.at, *(uploaded for uploaded, _ in new if uploaded <= latest)])
        named = sorted(name for name, meta in pastes.items() if meta.uploaded >= at)
        reached = _Reached(at=at, named=named, waiting=waiting, broken=broken)
        return PlatformBatch(
            events=items.events,
            cursor=msgspec.json.encode(reached).decode(),
            unread=items.unread,
            problems=parts.problems,
            retry_after_s=parts.retry_after_s,
        )

    def read_again(self, item: UnreadableItem) -> Sequence[AnyEvent]:
        """Read a paste that an earlier version could not read."""
        again = Items()
        if again.read(item.reader, item.place, item.raw, lambda: self._told(item.place, item.raw)):
            return again.events
        raise Invalid(again.unread[0].reason)

    def _told(self, name: str, raw: bytes) -> list[AnyEvent]:
        return [self._created(name, msgspec.json.decode(raw, type=_Item).meta)]

    def look_up(self, about: Account) -> State:
        """Say how a paste is named; nothing can be in force against whoever left it."""
        return State(handle=_name_and_marks(self._meta(about))[0], measures=frozenset())

    def act(self, action: Action) -> str:
        """Lock a paste, once. Who wants it is noted first."""
        name, marks = self._marks(action)
        if action.key not in marks.keys:
            self._note(action, name, marks.with_key(action.key))
            if not marks.wanted:
                self._do(action, "lock")
        return action.key

    def undo(self, action: Action, token: str) -> None:
        """Unlock it when nobody wants it locked any more."""
        name, marks = self._marks(action)
        if token in marks.keys:
            left = marks.without(token)
            if not left.wanted:
                self._do(action, "unlock")
            self._note(action, name, left)

    def in_effect(self, action: Action) -> bool:
        """Look whether a paste is locked."""
        return self._marks(action)[1].wanted

    def _marks(self, action: Action) -> tuple[str, MeasureMarks]:
        if action.measure not in self.measures:
            raise Refused(f"'{self._platform}' cannot '{action.measure}'; it can: {', '.join(sorted(self.measures))}.")
        meta = self._meta(action.about)
        if action.post != action.about.id:
            raise Missing(f"There is no paste '{action.post}' of '{action.about.id}': each is its own account.")
        return _name_and_marks(meta)

    def _meta(self, about: Account) -> _Meta:
        if about.platform != self._platform or "/" in about.id:
            raise Missing(f"There is no paste '{about.id}' of '{about.platform}' on '{self._platform}'.")
        if not self._is_known:  # the site answers strangers too, and shows them less
            self._list()
        answer = self._http.ask("GET", f"{_ITEMS}/{quote(about.id, safe='')}")
        if answer.status == HTTPStatus.NOT_FOUND:
            raise Missing(f"There is no paste '{about.id}' on '{self._platform}'.")
        return answer.read(_Item).meta

    def _list(self) -> dict[str, msgspec.Raw]:
        listed = self._http.ask("GET", _ITEMS).read(dict[str, msgspec.Raw])
        self._is_known = True
        return listed

    def _created(self, name: str, meta: _Meta) -> AnyEvent:
        kind = meta.type.partition("/")[0]
        text = None
        if kind == "text" and meta.size <= _LONGEST_TEXT:
            answer = self._http.ask("GET", f"{_ITEMS}/{quote(name, safe='')}/download")
            text = answer.data.decode(errors="replace") if answer.status == HTTPStatus.OK else None
        at = datetime.fromtimestamp(meta.uploaded, UTC)
        return PostCreated(
            id=f"paste/{name}",
            at=at,
            received=at,
            platform=self._platform,
            account=AccountId(name),
            post=Post(id=name, text=text, media=() if text is not None else (self._media(name, meta, kind),)),
        )

    def _media(self, name: str, meta: _Meta, kind: str) -> MediaAttachment:
        return MediaAttachment(
            id=name,
            kind=kind if kind in ("image", "video", "audio") else "document",  # type: ignore[arg-type]
            sha256=meta.hash,
            url=f"{self._address}{_ITEMS}/{name}/download",
            bytes=meta.size,
            mime=meta.type or None,
        )

    def _note(self, action: Action, name: str, marks: MeasureMarks) -> None:
        noted = marks.written().replace("[", _BEGIN).replace("]", _END) if marks.keys else ""
        short = name[: _LONGEST_NAME - len(noted)]
        if not short:
            raise Permanent(f"Paste '{action.about.id}' is wanted by more decisions than its name can hold.")
        self._changed("modify", action, {"filename": short + noted})

    def _do(self, action: Action, verb: str) -> None:
        self._changed(verb, action, {})

    def _changed(self, verb: str, action: Action, body: dict[str, Any]) -> None:
        answer = self._http.ask("POST", f"{_ITEMS}/{quote(action.about.id, safe='')}/{verb}", body=body)
        if answer.status != HTTPStatus.CONFLICT:  # it is so already
            answer.read(dict)


def _is_new(name: str, meta: _Meta, since: _Reached) -> bool:
    return name in since.waiting or (meta.uploaded >= since.at and name not in since.named)


def _item_in(raw: msgspec.Raw) -> _Item | None:
    try:
        return msgspec.json.decode(raw, type=_Item)
    except NOT_JSON:
        return None


def _name_and_marks(meta: _Meta) -> tuple[str, MeasureMarks]:
    """Take a paste's name and what is noted there apart."""
    name, begins, noted = meta.filename.partition(f"{_BEGIN}cautery ")
    if not meta.locked:
        return name, MeasureMarks()
    return name, read_marks(f"[cautery {noted.removesuffix(_END)}]" if begins else "")

"""A wiki as a connector: accounts are blocked, pages deleted, and recent changes read."""

import re
from collections.abc import Sequence
from typing import Any, ClassVar, Self

import msgspec

from cautery.errors import Invalid, Missing, Refused
from cautery.model.account import Account
from cautery.model.action import Action
from cautery.model.decision import Measure
from cautery.model.event import AnyEvent
from cautery.model.intake import UnreadableItem
from cautery.platforms.connector import Connector, PlatformBatch, State
from cautery.platforms.connectors.mediawiki import pages
from cautery.platforms.connectors.mediawiki.changes import ChangedPages, read_change, read_on
from cautery.platforms.connectors.mediawiki.fields import FIELDS
from cautery.platforms.connectors.mediawiki.wiki import NotOffered, Wiki
from cautery.platforms.marks import MeasureMarks, read_marks
from cautery.platforms.reach import Reach
from cautery.platforms.reading import Items

_MOST_NAMES = 5
"""So often an account may have been renamed until it is not looked for any more."""
_UNTIL = re.compile(r"\s*\(until ([0-9TZ:-]+)\)$")
"""What we add to their words when theirs ends by itself: ours does not, and theirs must come back as it was."""


class _User(msgspec.Struct):
    name: str
    userid: int = 0
    missing: bool = False
    invalid: bool = False
    blockid: int = 0
    blockreason: str = ""
    blockpartial: bool = False
    blockexpiry: str = "infinite"


class _Users(msgspec.Struct):
    users: list[_User]


class _Found(msgspec.Struct):
    query: _Users


class _Entry(msgspec.Struct):
    params: dict[str, Any] = {}


class _Entries(msgspec.Struct):
    logevents: list[_Entry] = []


class _Log(msgspec.Struct):
    query: _Entries


class _Rights(msgspec.Struct):
    name: str
    rights: list[str]


class _Info(msgspec.Struct):
    userinfo: _Rights


class _Us(msgspec.Struct):
    query: _Info


class _Done(msgspec.Struct):
    pass


class MediaWiki(Connector):
    """One wiki, as one of its administrators."""

    measures = frozenset[Measure]({"suspend", "remove"})
    of_posts = frozenset[Measure]({"remove"})
    fields = FIELDS
    settings: ClassVar = {"user": "the name of the account that blocks and deletes"}

    def __init__(self, reach: Reach) -> None:
        self._platform, self._wiki = reach.platform, Wiki(reach)

    @classmethod
    def connect(cls, reach: Reach) -> Self:
        """Prepare to speak with a wiki."""
        return cls(reach)

    def greet(self) -> str:
        """Ask whether we may do what we shall have to."""
        us = self._wiki.ask(_Us, action="query", meta="userinfo", uiprop="rights").query.userinfo
        lacking = sorted({"block", "delete", "undelete", "deletedhistory", "editmyoptions"} - set(us.rights))
        if lacking:
            raise Refused(f"'{us.name}' may not {', '.join(lacking)} on '{self._platform}'; give it that right.")
        return f"a MediaWiki, where we are '{us.name}'"

    def close(self) -> None:
        """Let connections go."""
        self._wiki.close()

    def read_events(self, cursor: str | None) -> PlatformBatch:
        """Give the recent changes behind a place; of some nothing is told, and they are passed over."""
        while True:
            items, reached = read_on(self._wiki, cursor or "", platform=self._platform)
            if items.events or items.unread or reached == (cursor or ""):
                return PlatformBatch(events=items.events, cursor=reached, unread=items.unread)
            cursor = reached

    def read_again(self, item: UnreadableItem) -> Sequence[AnyEvent]:
        """Read a change that an earlier version could not read; what stood on its page is not asked again."""
        again = Items()
        if again.read(item.reader, item.place, item.raw, lambda: read_change(item.raw, ChangedPages(), self._platform)):
            return again.events
        raise Invalid(again.unread[0].reason)

    def refuse_what_cannot_be(self, action: Action) -> None:
        """Refuse to delete a page that others wrote too, or that only a name is known of where a redirect stands."""
        self._subject(action)

    def look_up(self, about: Account) -> State:
        """Say how an account stands."""
        user = self._user(about)
        return State(handle=user.name, measures=frozenset({"suspend"} if _marks(user).wanted else ()))

    def act(self, action: Action) -> str:
        """Block an account, or delete a page, once."""
        user, page = self._subject(action)
        marks = page.marks if page else _marks(user)
        if action.key not in marks.keys:
            if page:
                pages.delete(self._wiki, page, marks.with_key(action.key))
            else:
                self._block(user, marks.with_key(action.key))
        return action.key

    def undo(self, action: Action, token: str) -> None:
        """Take back what this action did; what somebody else wants too stays in force."""
        user, page = self._subject(action)
        marks = page.marks if page else _marks(user)
        if token in marks.keys:
            if page:
                pages.restore(self._wiki, page, marks.without(token))
            else:
                self._block(user, marks.without(token))

    def in_effect(self, action: Action) -> bool:
        """Look whether a measure is in force."""
        user, page = self._subject(action)
        return (page.marks if page else _marks(user)).wanted

    def _subject(self, action: Action) -> tuple[_User, pages.WikiPage | None]:
        if action.measure not in self.measures:
            raise Refused(f"'{self._platform}' cannot '{action.measure}'; it can: {', '.join(sorted(self.measures))}.")
        user = self._user(action.about)
        if action.measure != "remove":
            return user, None
        if not action.post:
            raise Missing(f"There is no page '{action.post}' on '{self._platform}'.")
        return user, pages.look(self._wiki, pages.title_of(self._wiki, action.post), writer=user.name)

    def _user(self, about: Account) -> _User:
        if about.platform != self._platform or "|" in about.id or not about.id:
            raise Missing(f"There is no account '{about.id}' of '{about.platform}' on '{self._platform}'.")
        name: str = about.id
        for _ in range(_MOST_NAMES):
            params = {"list": "users", "ususers": name, "usprop": "blockinfo"}
            user = self._wiki.ask(_Found, action="query", **params).query.users[0]
            if user.userid:
                return user
            renamed = self._renamed(name)
            if not renamed:
                break
            name = renamed
        raise Missing(f"There is no account '{about.id}' on '{self._platform}'.")

    def _renamed(self, name: str) -> str:
        """Ask how an account is called that had a name; '' where nobody renamed it."""
        params = {"list": "logevents", "letype": "renameuser", "letitle": f"User:{name}", "lelimit": "1"}
        try:
            found = self._wiki.ask(_Log, action="query", **params).query.logevents
        except NotOffered:
            return ""  # it renames nobody: before 1.40 that was an extension
        return str(found[0].params.get("newuser") or "") if found else ""

    def _block(self, user: _User, marks: MeasureMarks) -> None:
        if not marks.wanted:
            self._wiki.do(_Done, action="unblock", user=user.name, reason="taken back")
            return
        until, reason = _UNTIL.search(marks.theirs or ""), marks.written()
        expiry = "never"
        if until and not marks.keys:
            expiry, reason = until.group(1), reason[: until.start()]
        params = {"expiry": expiry, "nocreate": "1", "reblock": "1", "reason": reason}
        self._wiki.do(_Done, action="block", user=user.name, **params)


def _marks(user: _User) -> MeasureMarks:
    """Say who wants an account blocked, and theirs until when; one that may not write on some pages only is not."""
    if not user.blockid or user.blockpartial:
        return MeasureMarks()
    marks = read_marks(user.blockreason)
    if marks.theirs is None or user.blockexpiry == "infinite":
        return marks
    return MeasureMarks(theirs=f"{marks.theirs} (until {user.blockexpiry})".lstrip(), keys=marks.keys)

"""What changed on a wiki, as events: of an edit only the lines that it added, for the others were written by somebody else.

Where the version before an edit is hidden, nobody knows which lines are its author's, and none are said to be. Whoever edits
without an account is known by an address, which identifies people and is not kept; hidden editors are unknown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from ipaddress import ip_address, ip_network
from typing import Any

import msgspec

from cautery.kit.unreadable import NOT_JSON
from cautery.model.account import AccountId, Platform
from cautery.model.event import (
    AccountClosed,
    AccountCreated,
    AccountMoved,
    AccountRenamed,
    AccountReopened,
    AnyEvent,
    MediaAttachment,
    Post,
    PostCreated,
    Profile,
)
from cautery.platforms.connectors.mediawiki.wiki import Wiki
from cautery.platforms.reading import Items

_PAGE = 50
"""As many revisions a wiki shows at a time to whoever is no bot."""
READER = "change"
_FOR_EVER = ("never", "infinite", "infinity", "indefinite")
_NOBODY = AccountId("")


class RecentChange(msgspec.Struct):
    """One line of the list of recent changes."""

    rcid: int
    type: str
    title: str = ""
    user: str = ""
    timestamp: str = ""
    revid: int = 0
    old_revid: int = 0
    logid: int = 0
    logtype: str = ""
    logaction: str = ""
    logparams: dict[str, Any] = {}
    comment: str = ""
    anon: bool = False
    userhidden: bool = False


class _Numbered(msgspec.Struct):
    rcid: int
    timestamp: str = ""

    @property
    def place(self) -> str:
        """Where a wiki reads on from, this line included."""
        return f"{''.join(letter for letter in self.timestamp if letter.isdigit())}|{self.rcid}"


class _Slot(msgspec.Struct):
    content: str | None = None


class _Revision(msgspec.Struct):
    revid: int
    slots: dict[str, _Slot] = {}


class _File(msgspec.Struct):
    url: str = ""
    mime: str = ""
    size: int = 0
    timestamp: str = ""


class _Page(msgspec.Struct):
    title: str = ""
    revisions: list[_Revision] = []
    imageinfo: list[_File] = []


class _Pages(msgspec.Struct):
    pages: list[_Page] = []


class _Listed(msgspec.Struct):
    query: dict[str, msgspec.Raw]


class _Shown(msgspec.Struct):
    query: _Pages | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPages:
    """What stands on the pages that changed."""

    texts: Mapping[int, str] = field(default_factory=dict)
    """What stands in revisions that we may see, by their numbers."""
    files: Mapping[tuple[str, str], MediaAttachment] = field(default_factory=dict)
    """What was uploaded, by its title and when."""


def read_on(wiki: Wiki, since: str, *, platform: Platform) -> tuple[Items, str]:
    """Give the changes behind a place, and the place behind them; one that cannot be read stops none of the others."""
    asked = {"rccontinue": since} if since else {}
    listed = wiki.ask_items(
        _Listed,
        "recentchanges",
        action="query",
        list="recentchanges",
        rcdir="newer",
        rctype="edit|new|log",
        rcprop="title|user|ids|timestamp|comment|loginfo",
        rclimit=str(_PAGE),
        **asked,
    )
    items, place = Items(), since
    last = int(since.rpartition("|")[2] or 0)
    raws = list[bytes]()
    for raw in listed:
        number = _number_in(raw)
        if number is None or number.rcid > last:
            raws.append(raw)
            place = number.place if number is not None and number.timestamp else place
    changes = [change for raw in raws if (change := _change_in(raw)) is not None]
    known = ChangedPages(texts=_texts(wiki, changes), files=_files(wiki, changes)) if changes else ChangedPages()
    for raw in raws:
        items.read(READER, f"change {raw[:40]!r}", raw, partial(read_change, raw, known, platform))
    return items, place


def read_change(raw: bytes, known: ChangedPages, platform: Platform) -> list[AnyEvent]:
    """Read one line of recent changes."""
    return list(events_of(msgspec.json.decode(raw, type=RecentChange), known, platform=platform))


def events_of(change: RecentChange, known: ChangedPages, *, platform: Platform) -> Iterator[AnyEvent]:
    """Read one change; what is no event here gives none."""
    at = datetime.fromisoformat(change.timestamp)
    when: dict[str, Any] = {"id": f"change/{change.rcid}", "at": at, "received": at, "platform": platform}
    kind = f"{change.logtype}/{change.logaction}"
    if change.type in ("new", "edit"):
        post = Post(id=f"{change.title}#{change.revid}", text=_own_words(change, known.texts))
        yield PostCreated(**when, account=_author(change), post=post)
    elif kind in ("upload/upload", "upload/overwrite", "upload/revert"):
        yield PostCreated(**when, account=_author(change), post=_uploaded(change, known))
    elif (about := _subject(change)) is not None:
        yield from _of_account(change, kind, when, about)


def added(text: str, before: str) -> str:
    """Give the lines that were not there before.

    >>> added("the ferry\\nthe lamp burns on", "the ferry")
    'the lamp burns on'
    """
    known = set(before.splitlines())
    return "\n".join(line for line in text.splitlines() if line not in known)


def _own_words(change: RecentChange, texts: Mapping[int, str]) -> str | None:
    """Give the lines that an edit added; None where one of both versions is hidden: nobody knows whose lines are whose."""
    text, before = texts.get(change.revid), texts.get(change.old_revid) if change.old_revid else ""
    return None if text is None or before is None else added(text, before)


def _uploaded(change: RecentChange, known: ChangedPages) -> Post:
    media = known.files.get((change.title, change.timestamp))
    return Post(
        id=f"{change.title}#file{change.logid}",
        text=change.comment or None,
        media=(media,) if media is not None else (),
    )


def _author(change: RecentChange) -> AccountId:
    is_known = change.user and not change.userhidden and not change.anon and not _is_address(change.user)
    return AccountId(change.user) if is_known else _NOBODY


def _subject(change: RecentChange) -> AccountId | None:
    """Give the account that a line of the log is about; None where it is hidden, or an address or a range of them."""
    name = change.title.partition(":")[2]
    return AccountId(name) if name and not _is_address(name) else None


def _of_account(change: RecentChange, kind: str, when: dict[str, Any], about: AccountId) -> Iterator[AnyEvent]:
    reason = change.comment or None
    if change.logtype == "newusers":
        yield AccountCreated(**when, account=about, profile=Profile(handle=about, created_at=when["at"]))
    elif kind in ("block/block", "block/reblock"):
        if _closes(change.logparams):
            yield AccountClosed(**when, account=about, by="platform", reason=reason)
        elif kind == "block/reblock":
            yield AccountReopened(**when, account=about, by="platform", reason=reason)
    elif kind == "block/unblock":
        yield AccountReopened(**when, account=about, by="platform", reason=reason)
    elif change.logtype == "renameuser":
        old, new = (str(change.logparams.get(name) or "") for name in ("olduser", "newuser"))
        if old and new:
            yield AccountRenamed(**when, account=AccountId(old), handle=new)
            moved = when | {"id": f"{when['id']}/moved"}
            yield AccountMoved(**moved, account=AccountId(old), target=AccountId(new))


def _closes(params: Mapping[str, Any]) -> bool:
    """Tell a block of the whole site and for ever from one of some pages, or for a time."""
    is_partial = params.get("sitewide") is False or bool(params.get("restrictions"))
    return not is_partial and params.get("duration") in _FOR_EVER


def _is_address(name: str) -> bool:
    for read in (ip_address, ip_network):
        try:
            read(name)
        except ValueError:
            continue
        return True
    return False


def _number_in(raw: bytes) -> _Numbered | None:
    try:
        return msgspec.json.decode(raw, type=_Numbered)
    except NOT_JSON:
        return None


def _change_in(raw: bytes) -> RecentChange | None:
    try:
        return msgspec.json.decode(raw, type=RecentChange)
    except NOT_JSON:
        return None  # whoever reads it keeps it


def _texts(wiki: Wiki, changes: Sequence[RecentChange]) -> dict[int, str]:
    wanted = sorted({n for one in changes if one.type in ("new", "edit") for n in (one.revid, one.old_revid) if n})
    found: dict[int, str] = {}
    for some in _some(wanted):
        params = {"revids": "|".join(map(str, some)), "rvprop": "ids|content", "rvslots": "main"}
        for shown in wiki.ask_all(_Shown, action="query", prop="revisions", **params):
            for page in shown.query.pages if shown.query else ():
                for one in page.revisions:
                    slot = one.slots.get("main")
                    if slot is not None and slot.content is not None:
                        found[one.revid] = slot.content
    return found


def _files(wiki: Wiki, changes: Sequence[RecentChange]) -> dict[tuple[str, str], MediaAttachment]:
    wanted = sorted({one.title for one in changes if one.logtype == "upload" and one.title})
    found: dict[tuple[str, str], MediaAttachment] = {}
    for some in _some(wanted):
        params = {"titles": "|".join(some), "iiprop": "url|mime|size|timestamp", "iilimit": "max"}
        for shown in wiki.ask_all(_Shown, action="query", prop="imageinfo", **params):
            for page in shown.query.pages if shown.query else ():
                found |= {(page.title, file.timestamp): _media(page.title, file) for file in page.imageinfo}
    return found


def _media(title: str, file: _File) -> MediaAttachment:
    kind = file.mime.partition("/")[0]
    return MediaAttachment(
        id=title,
        kind="image" if kind == "image" else "video" if kind == "video" else "audio" if kind == "audio" else "document",
        url=file.url or None,
        mime=file.mime or None,
        bytes=file.size,
    )


def _some(wanted: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(wanted), _PAGE):
        yield wanted[first : first + _PAGE]

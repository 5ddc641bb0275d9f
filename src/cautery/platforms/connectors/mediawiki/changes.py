"""What changed on a wiki, as events: of an edit only the lines that it added, for the others were written by somebody else."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from cautery.model.account import AccountId, Platform
from cautery.model.event import AccountClosed, AccountCreated, AnyEvent, Media, Post, PostCreated, Profile
from cautery.platforms.connectors.mediawiki.wiki import Wiki

_PAGE = 50
"""As many revisions a wiki shows at a time to whoever is no bot."""


class Change(msgspec.Struct):
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

    @property
    def place(self) -> str:
        """Where a wiki reads on from, this line included."""
        return f"{''.join(letter for letter in self.timestamp if letter.isdigit())}|{self.rcid}"


class _Changes(msgspec.Struct):
    recentchanges: list[Change]


class _Slot(msgspec.Struct):
    content: str = ""


class _Revision(msgspec.Struct):
    revid: int
    slots: dict[str, _Slot] = {}


class _File(msgspec.Struct):
    url: str = ""
    mime: str = ""
    size: int = 0


class _Page(msgspec.Struct):
    title: str = ""
    revisions: list[_Revision] = []
    imageinfo: list[_File] = []


class _Pages(msgspec.Struct):
    pages: list[_Page] = []


class _Listed(msgspec.Struct):
    query: _Changes


class _Shown(msgspec.Struct):
    query: _Pages | None = None


def read_on(wiki: Wiki, since: str, *, platform: Platform) -> tuple[list[AnyEvent], str]:
    """Give the changes behind a place, and the place behind them."""
    asked = {"rccontinue": since} if since else {}
    listed = wiki.ask(
        _Listed,
        action="query",
        list="recentchanges",
        rcdir="newer",
        rctype="edit|new|log",
        rcprop="title|user|ids|timestamp|comment|loginfo",
        rclimit=str(_PAGE),
        **asked,
    )
    last = int(since.rpartition("|")[2] or 0)
    changes = [one for one in listed.query.recentchanges if one.rcid > last]
    if not changes:
        return [], since
    texts, files = _texts(wiki, changes), _files(wiki, changes)
    events = [event for one in changes if (event := event_of(one, texts, files, platform=platform)) is not None]
    return events, changes[-1].place


def event_of(
    change: Change, texts: Mapping[int, str], files: Mapping[str, Media], *, platform: Platform
) -> AnyEvent | None:
    """Read one change; None for what is no event here.

    Args:
        texts: what stands in revisions, by their numbers.
        files: what was uploaded, by its title.
    """
    at, name = datetime.fromisoformat(change.timestamp), f"change/{change.rcid}"
    account, kind = AccountId(change.user or "hidden"), f"{change.logtype}/{change.logaction}"
    if change.type in ("new", "edit"):
        text = added(texts.get(change.revid, ""), texts.get(change.old_revid, ""))
        post = Post(id=f"{change.title}#{change.revid}", text=text)
        return PostCreated(id=name, at=at, platform=platform, account=account, post=post)
    if kind in ("upload/upload", "upload/overwrite") and change.title in files:
        post = Post(id=f"{change.title}#file{change.logid}", text=change.comment or None, media=(files[change.title],))
        return PostCreated(id=name, at=at, platform=platform, account=account, post=post)
    about = AccountId(change.title.partition(":")[2] or "hidden")
    if change.logtype == "newusers":
        profile = Profile(handle=about, created_at=at)
        return AccountCreated(id=name, at=at, platform=platform, account=about, profile=profile)
    if kind in ("block/block", "block/reblock") and change.logparams.get("duration") in (
        "never",
        "infinite",
        "infinity",
    ):
        return AccountClosed(
            id=name, at=at, platform=platform, account=about, by="platform", reason=change.comment or None
        )
    return None


def added(text: str, before: str) -> str:
    """Give the lines that were not there before.

    >>> added("the ferry\\nthe lamp burns on", "the ferry")
    'the lamp burns on'
    """
    known = set(before.splitlines())
    return "\n".join(line for line in text.splitlines() if line not in known)


def _texts(wiki: Wiki, changes: Sequence[Change]) -> dict[int, str]:
    wanted = sorted({n for one in changes if one.type in ("new", "edit") for n in (one.revid, one.old_revid) if n})
    found: dict[int, str] = {}
    for some in _some(wanted):
        params = {"revids": "|".join(map(str, some)), "rvprop": "ids|content", "rvslots": "main"}
        shown = wiki.ask(_Shown, action="query", prop="revisions", **params).query
        for page in shown.pages if shown else ():
            found |= {one.revid: one.slots["main"].content for one in page.revisions if "main" in one.slots}
    return found


def _files(wiki: Wiki, changes: Sequence[Change]) -> dict[str, Media]:
    wanted = sorted({one.title for one in changes if one.logtype == "upload"})
    found: dict[str, Media] = {}
    for some in _some(wanted):
        params = {"titles": "|".join(some), "iiprop": "url|mime|size"}
        shown = wiki.ask(_Shown, action="query", prop="imageinfo", **params).query
        for page in shown.pages if shown else ():
            if page.imageinfo:
                found[page.title] = _media(page.title, page.imageinfo[0])
    return found


def _media(title: str, file: _File) -> Media:
    kind = file.mime.partition("/")[0]
    return Media(
        id=title,
        kind="image" if kind == "image" else "video" if kind == "video" else "audio" if kind == "audio" else "document",
        url=file.url,
        mime=file.mime or None,
        bytes=file.size,
    )


def _some(wanted: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(wanted), _PAGE):
        yield wanted[first : first + _PAGE]

"""Pages that one account alone has written: they can be deleted, and come back as they were."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from cautery.errors import Missing, Refused
from cautery.kit.canonical import digest
from cautery.platforms.connectors.mediawiki.wiki import Wiki
from cautery.platforms.marks import MeasureMarks, read_marks

_FILES = 6
"""The namespace of files."""


class _Revision(msgspec.Struct):
    timestamp: str = ""
    user: str = ""


class _Writer(msgspec.Struct):
    name: str


class _Page(msgspec.Struct):
    ns: int = 0
    title: str = ""
    missing: bool = False
    invalid: bool = False
    revisions: list[_Revision] = []
    deletedrevisions: list[_Revision] = []
    contributors: list[_Writer] = []
    anoncontributors: int = 0
    redirect: bool = False


class _Pages(msgspec.Struct):
    pages: list[_Page] = []


class _Shown(msgspec.Struct):
    query: _Pages = msgspec.field(default_factory=_Pages)


class _File(msgspec.Struct):
    id: int
    name: str


class _Archive(msgspec.Struct):
    filearchive: list[_File] = []


class _Archived(msgspec.Struct):
    query: _Archive


class _Options(msgspec.Struct):
    options: dict[str, object] = {}


class _Info(msgspec.Struct):
    userinfo: _Options


class _Ours(msgspec.Struct):
    query: _Info


class _Done(msgspec.Struct):
    pass


class _Note(msgspec.Struct):
    noted: str = ""
    older: list[str] = []
    """What somebody deleted before us: it stays deleted. Revisions by their times, versions of a file by their numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WikiPage:
    """A page as it stands, and who wants it gone."""

    title: str
    marks: MeasureMarks
    deleted: Sequence[str]
    """When its deleted revisions were written."""
    files: Sequence[str] = ()
    """The numbers of its deleted versions, if it is a file."""


def title_of(wiki: Wiki, post: str) -> str:
    """Say where something that was posted stands now: an edit by its number, whatever its page is called by now.

    Missing where the wiki does not know it any more; Refused where only a name is given and a redirect stands under it.
    """
    title, _, number = post.partition("#")
    if number.isascii() and number.isdigit():
        shown = wiki.ask(_Shown, action="query", prop="revisions|deletedrevisions", revids=number, rvprop="ids").query
        found = [page for page in shown.pages if page.revisions or page.deletedrevisions]
        if not found:
            raise Missing(f"The wiki knows no edit {number} (of '{title}') any more.")
        return found[0].title
    page = wiki.ask(_Shown, action="query", prop="info", titles=title).query.pages[0] if title else None
    if page is None:
        raise Missing(f"There is no page '{post}'.")
    if page.redirect:
        raise Refused(f"'{title}' leads elsewhere by now: its page was moved. Name it by an edit of it: Title#number.")
    return title


def look(wiki: Wiki, title: str, *, writer: str) -> WikiPage:
    """Look at a page; Missing when the writer has nothing to do with it, Refused when others wrote there too."""
    params = {"prop": "revisions|deletedrevisions|contributors", "titles": title, "rvprop": "ids|user|timestamp"}
    more = {"drvprop": "ids|user|timestamp", "drvlimit": "max", "pclimit": "max"}
    page = wiki.ask(_Shown, action="query", **params, **more).query.pages[0]
    writers = {contributor.name for contributor in page.contributors} or {
        deletedrevision.user for deletedrevision in page.deletedrevisions
    }
    deleted = [deletedrevision.timestamp for deletedrevision in page.deletedrevisions]
    files = _deleted_files(wiki, page.title) if page.ns == _FILES else []
    if page.invalid or writer not in writers:
        raise Missing(f"There is no page '{title}' that '{writer}' wrote.")
    if not page.missing:
        if len(writers) > 1 or page.anoncontributors:
            raise Refused(
                f"Others than '{writer}' wrote on page '{title}' too: an administrator must hide what is meant."
            )
        return WikiPage(title=title, marks=MeasureMarks(), deleted=deleted, files=files)
    return WikiPage(title=title, marks=read_marks(_noted(wiki, title).noted), deleted=deleted, files=files)


def delete(wiki: Wiki, page: WikiPage, marks: MeasureMarks) -> None:
    """Delete a page for those who want it, or note that somebody else does too."""
    older = _noted(wiki, page.title).older if page.marks.wanted else [*page.deleted, *page.files]
    _note(wiki, page.title, _Note(noted=marks.written(), older=older))
    if not page.marks.wanted:
        wiki.do(_Done, action="delete", title=page.title, reason=marks.written())


def restore(wiki: Wiki, page: WikiPage, marks: MeasureMarks) -> None:
    """Give a page back when nobody wants it gone any more; what somebody deleted before us stays deleted."""
    older = _noted(wiki, page.title).older
    if not marks.wanted:
        # a wiki tells seconds: what was deleted before us but written in the same one comes back too
        ours = {"timestamps": Counter(page.deleted) - Counter(older), "fileids": Counter(page.files) - Counter(older)}
        params = {name: "|".join(some) for name, some in ours.items() if some}
        wiki.do(_Done, action="undelete", title=page.title, reason="taken back", **params)
    _note(wiki, page.title, _Note(noted=marks.written(), older=older) if marks.wanted else None)


def _deleted_files(wiki: Wiki, title: str) -> list[str]:
    name = title.partition(":")[2].replace(" ", "_")
    params = {"fafrom": name, "fato": name, "falimit": "max"}
    found = wiki.ask(_Archived, action="query", list="filearchive", **params).query.filearchive
    return [str(file.id) for file in found if file.name == name]


def _noted(wiki: Wiki, title: str) -> _Note:
    """Read what we noted about a page among our own preferences on the wiki."""
    ours = wiki.ask(_Ours, action="query", meta="userinfo", uiprop="options").query.userinfo.options
    said = ours.get(_name(title))
    return msgspec.json.decode(said, type=_Note) if isinstance(said, str) and said else _Note()


def _note(wiki: Wiki, title: str, note: _Note | None) -> None:
    value = {"optionvalue": msgspec.json.encode(note).decode()} if note else {}
    wiki.do(_Done, action="options", optionname=_name(title), **value)


def _name(title: str) -> str:
    return f"userjs-cautery-{digest(title)}"

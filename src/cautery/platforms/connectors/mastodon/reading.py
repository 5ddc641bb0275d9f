"""Reads what is new on a server: public posts of its own accounts, and what people report."""

from datetime import datetime
from html.parser import HTMLParser
from typing import TypeVar

import msgspec

from cautery.kit.http import Http
from cautery.model.account import AccountId, Platform
from cautery.model.event import About, AnyEvent, Notice, NoticeReceived, Notifier, Post, PostCreated, Reference

PAGE = 40
"""Posts, or reports, that are read at a time."""


class Reached(msgspec.Struct):
    """How far everything was read: the last id of each list, which '0' begins."""

    posts: str = "0"
    closed: str = "0"
    open: str = "0"


class _Who(msgspec.Struct):
    id: str


class _Status(msgspec.Struct):
    id: str
    created_at: datetime
    account: _Who
    content: str = ""
    language: str | None = None
    in_reply_to_id: str | None = None
    in_reply_to_account_id: str | None = None
    mentions: list[_Who] = []


class _Report(msgspec.Struct):
    id: str
    created_at: datetime
    account: _Who
    target_account: _Who
    category: str | None = None
    comment: str = ""
    statuses: list[_Who] = []


_Listed = TypeVar("_Listed", _Status, _Report)


def read_on(http: Http, since: Reached, platform: Platform) -> tuple[list[AnyEvent], Reached]:
    """Give one page of each list, in the order of time, and the place behind it."""
    posts, of_posts = _page(http, "/api/v1/timelines/public", {"local": "true", "min_id": since.posts}, _Status)
    reports = "/api/v1/admin/reports"
    closed, of_closed = _page(http, reports, {"resolved": "1", "min_id": since.closed}, _Report)
    opened, of_open = _page(http, reports, {"min_id": since.open}, _Report)
    events = [*(_said(one, platform) for one in posts), *(_notice(one, platform) for one in [*closed, *opened])]
    ordered = sorted(events, key=lambda event: (event.at, event.id))
    return ordered, Reached(posts=of_posts, closed=of_closed, open=of_open)


def words_of(content: str) -> tuple[str, tuple[str, ...]]:
    """Give what a post says without its markup, and the links in it that are neither mentions nor tags.

    >>> words_of('<p>The lamp<br/>burns on</p><p><a href="https://lamp.example/">there</a></p>')
    ('The lamp\\nburns on\\n\\nthere', ('https://lamp.example/',))
    """
    reader = _Words()
    reader.feed(content)
    reader.close()
    return "".join(reader.words).strip(), tuple(dict.fromkeys(reader.links))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "br":
            self.words.append("\n")
        elif tag == "a" and told.get("href") and "mention" not in (told.get("class") or "").split():
            self.links.append(told["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self.words.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _page(http: Http, path: str, params: dict[str, str], kind: type[_Listed]) -> tuple[list[_Listed], str]:
    """Give the page behind a place, whichever way round the server lists it, and the place behind it."""
    answer = http.ask("GET", path, params={**params, "limit": str(PAGE)})
    page: list[_Listed] = msgspec.convert(answer.read(list), list[kind])  # type: ignore[valid-type]
    return page, str(max([int(params["min_id"]), *(int(one.id) for one in page)]))


def _said(status: _Status, platform: Platform) -> AnyEvent:
    text, links = words_of(status.content)
    answered = Reference(
        post=status.in_reply_to_id,
        account=AccountId(status.in_reply_to_account_id) if status.in_reply_to_account_id else None,
    )
    return PostCreated(
        id=f"status/{status.id}",
        at=status.created_at,
        platform=platform,
        account=AccountId(status.account.id),
        post=Post(
            id=status.id,
            text=text or None,
            lang=status.language,
            links=links,
            mentions=tuple(AccountId(who.id) for who in status.mentions),
            reply_to=answered if status.in_reply_to_id else None,
        ),
    )


def _notice(report: _Report, platform: Platform) -> AnyEvent:
    name = f"report/{report.id}"
    post = report.statuses[0].id if report.statuses else None
    return NoticeReceived(
        id=name,
        at=report.created_at,
        platform=platform,
        account=AccountId(report.account.id),
        notice=Notice(
            id=name,
            about=About(account=AccountId(report.target_account.id), post=post),
            notifier=Notifier(kind="user", id=report.account.id),
            category=report.category,
            text=report.comment or None,
        ),
    )

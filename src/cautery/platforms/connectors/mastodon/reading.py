"""Asks a server for what is new: public posts of its own accounts, and what people report; and for what a stream missed."""

import logging
from typing import TypeVar

import msgspec

from cautery.kit.http import Http
from cautery.model.account import Platform
from cautery.model.event import AnyEvent
from cautery.platforms.connectors.mastodon.reports import Report, notice_of
from cautery.platforms.connectors.mastodon.statuses import Status, Who, posted

PAGE = 40
"""Posts, or reports, that are read at a time."""


class Reached(msgspec.Struct):
    """How far everything was asked for: the last id of each list, which '0' begins. What a stream tells moves none."""

    posts: str = "0"
    closed: str = "0"
    open: str = "0"
    told: int = 0
    """How many batches with something of the stream were kept."""


_Listed = TypeVar("_Listed", Status, Report)


def read_on(http: Http, since: Reached, platform: Platform) -> tuple[list[AnyEvent], Reached]:
    """Give one page of each list, in the order of time, and the place behind it."""
    statuses, of_posts = _page(http, "/api/v1/timelines/public", {"local": "1", "min_id": since.posts}, Status)
    reports = "/api/v1/admin/reports"
    closed, of_closed = _page(http, reports, {"resolved": "1", "min_id": since.closed}, Report)
    opened, of_open = _page(http, reports, {"min_id": since.open}, Report)
    posts = [event for one in statuses if (event := posted(one, platform)) is not None]
    events = [*posts, *(notice_of(one, platform) for one in [*closed, *opened])]
    ordered = sorted(events, key=lambda event: (event.at, event.id))
    return ordered, Reached(posts=of_posts, closed=of_closed, open=of_open, told=since.told)


def _page(http: Http, path: str, params: dict[str, str], kind: type[_Listed]) -> tuple[list[_Listed], str]:
    """Give the page behind a place, whichever way round the server lists it, and the place behind it."""
    page, place = list[_Listed](), int(params["min_id"])
    for raw in http.ask("GET", path, params={**params, "limit": str(PAGE)}).read(list[msgspec.Raw]):
        try:
            place = max(place, int(msgspec.json.decode(raw, type=Who).id))
            page.append(msgspec.json.decode(raw, type=kind))
        except (msgspec.ValidationError, ValueError) as error:
            logging.getLogger(__name__).warning("%s lists what cannot be read, left out: %s", path, error)
    return page, str(place)

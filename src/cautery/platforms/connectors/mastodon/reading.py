"""Asks a server for what is new: public posts of its own accounts, and what people report; and for what a stream missed."""

from collections.abc import Sequence
from functools import partial

import msgspec

from cautery.kit.http import Http
from cautery.kit.unreadable import NOT_JSON
from cautery.model.account import Platform
from cautery.model.event import AnyEvent
from cautery.platforms.connectors.mastodon.reports import Report, notices_of
from cautery.platforms.connectors.mastodon.statuses import Status, StatusAuthor, posted
from cautery.platforms.reading import Items, PartReader

PAGE = 40
"""Posts, or reports, that are read at a time."""
STATUS, REPORT = "status", "report"


class MastodonCursor(msgspec.Struct):
    """How far everything was asked for: the last id of each list, which '0' begins. What a stream tells moves none."""

    posts: str = "0"
    closed: str = "0"
    open: str = "0"
    told: int = 0
    """How many batches with something of the stream were kept."""


class MastodonReader:
    """Asks for one page of each list; one that does not answer, and an item that cannot be read, stops none of the others."""

    def __init__(self, http: Http, since: MastodonCursor, platform: Platform) -> None:
        self._http, self._platform = http, platform
        self.reached = msgspec.structs.replace(since)
        self.items, self.parts = Items(), PartReader()

    def read(self) -> list[AnyEvent]:
        """Give what is new, in the order of time; `reached` is then the place behind it."""
        reports = "/api/v1/admin/reports"
        for name, path, params, reader in (
            ("posts", "/api/v1/timelines/public", {"local": "1", "min_id": self.reached.posts}, STATUS),
            ("closed", reports, {"resolved": "1", "min_id": self.reached.closed}, REPORT),
            ("open", reports, {"min_id": self.reached.open}, REPORT),
        ):
            self.parts.ask(f"The list of {name}", partial(self._page, name, path, params, reader))
        self.parts.raise_if_silent()
        return sorted(self.items.events, key=lambda event: (event.taken_at, event.id))

    def _page(self, name: str, path: str, params: dict[str, str], reader: str) -> None:
        """Read the page behind a place, whichever way round the server lists it."""
        place = int(params["min_id"])
        raws, _ = self._http.ask("GET", path, params={**params, "limit": str(PAGE)}).read_items(list[msgspec.Raw], "")
        for raw in raws:
            number = _number_in(raw)
            place = max(place, number or 0)
            where = f"{reader} {number if number is not None else 'without an id'}"
            self.items.read(reader, where, raw, partial(read_item, reader, raw, self._platform))
        setattr(self.reached, name, str(place))


def read_item(reader: str, raw: bytes, platform: Platform) -> Sequence[AnyEvent | None]:
    """Read a post or a report as the server lists it."""
    if reader == STATUS:
        return [posted(msgspec.json.decode(raw, type=Status), platform)]
    return notices_of(msgspec.json.decode(raw, type=Report), platform)


def _number_in(raw: bytes) -> int | None:
    try:
        return int(msgspec.json.decode(raw, type=StatusAuthor).id)
    except (*NOT_JSON, ValueError):
        return None

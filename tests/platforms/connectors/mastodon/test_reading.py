"""Promises about asking for what is new."""

from typing import Any

import msgspec

from cautery.kit.http import Http
from cautery.model.account import Platform
from cautery.platforms.connectors.mastodon.reading import MastodonCursor, MastodonReader
from tests.servers.mastodon import answered, played

PLAZA = Platform("plaza")
ASKED = (("test_public_tl", 3), ("test_admin_reports", 8), ("test_admin_reports", 7))


def test_what_cannot_be_read_stops_nothing_else_and_is_not_asked_for_again() -> None:
    """The place moves behind it: else a server would give the same page for ever."""
    listed: list[Any] = answered("test_public_tl", 3)
    broken = [{"id": "999999999999999999", "created_at": "today"}, {"id": "lamp"}, 7, *listed]
    with played(*ASKED, instead={0: broken}) as server:
        http = Http(server.address)
        reading = MastodonReader(http, MastodonCursor(), PLAZA)
        events = reading.read()
        http.close()

    assert {f"status/{one['id']}" for one in listed} <= {event.id for event in events}
    assert reading.reached.posts == "999999999999999999"
    assert [msgspec.json.decode(one.raw) for one in reading.items.unread] == broken[:3]


def test_a_list_that_does_not_answer_stops_no_other() -> None:
    with played(*ASKED, instead={0: {"error": "timeline is off"}}) as server:
        http = Http(server.address)
        reading = MastodonReader(http, MastodonCursor(), PLAZA)
        events = reading.read()
        http.close()

    assert all(event.id.startswith("report/") for event in events)
    assert [said.partition(":")[0] for said in reading.parts.problems] == ["The list of posts"]

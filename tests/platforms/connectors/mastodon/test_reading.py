"""Promises about asking for what is new."""

from typing import Any

from cautery.kit.http import Http
from cautery.model.account import Platform
from cautery.platforms.connectors.mastodon.reading import Reached, read_on
from tests.servers.mastodon import answered, played

PLAZA = Platform("plaza")
ASKED = (("test_public_tl", 3), ("test_admin_reports", 8), ("test_admin_reports", 7))


def test_what_cannot_be_read_stops_nothing_else_and_is_not_asked_for_again() -> None:
    """The place moves behind it: else a server would give the same page for ever."""
    listed: list[Any] = answered("test_public_tl", 3)
    broken = [{"id": "999999999999999999", "created_at": "today"}, {"id": "lamp"}, 7, *listed]
    with played(*ASKED, instead={0: broken}) as server:
        http = Http(server.address)
        events, reached = read_on(http, Reached(), PLAZA)
        http.close()

    assert {f"status/{one['id']}" for one in listed} <= {event.id for event in events}
    assert reached.posts == "999999999999999999"

"""A program gets typed answers, our own errors, and may repeat whatever it did."""

import httpx
import pytest

from cautery.app import App
from cautery.client import Client
from cautery.errors import Conflict, Invalid, Missing, Permanent, RateLimited, Refused, Temporary
from cautery.pipeline.banks.values import bank_value
from tests.api.conftest import Program, program
from tests.pipeline.conftest import app, town
from tests.returned import came_back, found
from tests.reviewing import open_cases
from tests.store.network_facts import a_network
from tests.world import post

__all__ = ["app", "program", "town"]


class Direct(httpx.BaseTransport):
    """Hands requests to the API in this process."""

    def __init__(self, through: httpx.Client) -> None:
        self._through = through

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode().removeprefix("/v1")
        headers = {name: value for name, value in request.headers.items() if name != "host"}
        return self._through.request(request.method, path, content=request.read(), headers=headers)


def a_client(program: Program, *roles: str, name: str = "ada") -> Client:
    through = program(*roles, name=name)
    key = through.headers["Authorization"].removeprefix("Bearer ")
    return Client("http://127.0.0.1", key=key, transport=Direct(through))


def answering(status: int, **headers: str) -> Client:
    """Give a client of an installation that always answers the same."""
    answer = httpx.MockTransport(lambda _: httpx.Response(status, json={"detail": "told"}, headers=headers))
    return Client("http://127.0.0.1", key="k", transport=answer)


def test_it_goes_through_the_queue_page_by_page(program: Program, app: App) -> None:
    cases = open_cases(app, *range(1, 151))
    with a_client(program, "reviewer") as desk:
        assert [line.case.id for line in desk.waiting()] == cases


def test_a_case_is_decided_in_the_state_that_was_seen(program: Program, app: App) -> None:
    open_cases(app, 1)
    with a_client(program, "reviewer") as ada, a_client(program, "reviewer", name="cyd") as cyd:
        file, seen = ada.case("c0")
        assert file.decisions == ()
        assert ada.decide("c0", measure="none", reason="mends lamps", seen=seen).decision.by == "ada"
        with pytest.raises(Conflict, match="decided by ada"):
            cyd.decide("c0", measure="none", reason="mends lamps", seen=seen)


def test_events_checks_and_notices(program: Program, app: App) -> None:
    bank_value(app, {"type": "term", "value": "lantern guard", "why": "seen"}, bank="names")
    with a_client(program, "admin") as boss:
        assert boss.send([post("ana", "fresh bread")]).accepted == 1
        assert [match.bank for match in boss.check("the Lantern Guard").matches] == ["names"]
        assert boss.file_notice(account="ana", place="https://harbour.example", text="praises them").receipt


def test_decisions_accounts_networks_and_hands(program: Program, app: App) -> None:
    open_cases(app, 1)
    found(app, a_network("n1", "ana", "ben"))
    came_back(app, "ana2", of="ana")
    with a_client(program, "senior") as desk:
        made = desk.decide("c0", measure="none", reason="mends lamps", seen=desk.case("c0")[1]).decision
        assert list(desk.decisions()) == [made]
        assert desk.decision(made.id).holds
        assert desk.account("harbour", "person 0").decisions == (made,)
        assert [one.network.id for one in desk.networks()] == ["n1"]
        assert len(desk.network("n1").standings) >= 2
        assert desk.operators() == (desk.operator("harbour", "ana2"),)
        assert (list(desk.notices()), desk.appeals()) == ([], ())


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, Refused),
        (403, Refused),
        (404, Missing),
        (409, Conflict),
        (422, Invalid),
        (503, Temporary),
        (500, Permanent),
    ],
)
def test_what_is_wrong_is_raised_as_our_own_errors(status: int, kind: type[Exception]) -> None:
    with answering(status) as desk, pytest.raises(kind, match="told"):
        desk.case("c0")


def test_how_long_to_wait_is_handed_on() -> None:
    with answering(429, **{"Retry-After": "7"}) as desk, pytest.raises(RateLimited) as told:
        desk.case("c0")

    assert told.value.retry_after_s == 7


def test_an_installation_that_is_not_there_may_be_there_later() -> None:
    with Client("http://127.0.0.1:1", key="k") as desk, pytest.raises(Temporary, match="cannot be reached"):
        desk.case("c0")

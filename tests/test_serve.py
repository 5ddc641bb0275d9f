"""Both doors behind one address, for the names that were given to it and no other."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from ipaddress import ip_network
from typing import Any, get_args

import httpx
import pytest
from annotated_types import Le
from fastapi._compat import ModelField
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.routing import Mount

from cautery.app import App
from cautery.config import read_config
from cautery.errors import Invalid
from cautery.kit.clock import WallClock
from cautery.pipeline.banks.content_check import ContentCheck
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.ingestion.shared import SharedIngestion
from cautery.pipeline.notifications.webhooks import add_hook
from cautery.serve import bind, doors, serving
from cautery.store.journal import Journal
from tests.pipeline.conftest import app
from tests.receiver import receiving
from tests.reviewing import open_cases
from tests.servers.atproto import Pds, Person

__all__ = ["app"]


def test_the_api_stands_under_v1_and_the_console_everywhere_else(app: App) -> None:
    client = TestClient(
        doors(app, SharedIngestion(), ContentCheck(), host="127.0.0.1"), base_url="http://127.0.0.1:8000"
    )

    assert client.get("/v1/openapi.json").json()["openapi"].startswith("3.1")
    assert "Sign in" in client.get("/").text
    assert client.get("/v1/nowhere").headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(("name", "status"), [("127.0.0.1", 200), ("localhost", 200), ("evil.example", 400)])
def test_another_sites_name_does_not_lead_here(name: str, status: int, app: App) -> None:
    """Else a page of theirs could be let in as one of ours (DNS rebinding)."""
    client = TestClient(doors(app, SharedIngestion(), ContentCheck(), host="127.0.0.1"), base_url=f"http://{name}:8000")

    assert client.get("/sign-in").status_code == status


def test_it_serves_beside_something_else_and_stops(app: App) -> None:
    listening = bind("127.0.0.1", 0)
    where = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with serving(app, listening, host="127.0.0.1"):
        assert httpx.get(f"{where}/sign-in").status_code == 200
        assert "server" not in httpx.get(f"{where}/sign-in").headers

    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{where}/sign-in")


def test_an_address_that_is_taken_is_told() -> None:
    with bind("127.0.0.1", 0) as taken, pytest.raises(Invalid, match="another --port"):
        bind("127.0.0.1", taken.getsockname()[1])


def test_programs_are_told_for_as_long_as_it_serves(app: App) -> None:
    app.wall = WallClock()
    app.config = replace(app.config, private_hooks=(ip_network("127.0.0.1/32"),))
    with receiving() as receiver:
        receiver.secret = add_hook(app, receiver.url, ["case.opened"]).secret
        with serving(app, bind("127.0.0.1", 0), host="127.0.0.1"):
            open_cases(app, 1)
            heard = wait_until(lambda: bool(receiver.heard))

    assert heard
    assert not [thread for thread in threading.enumerate() if thread.name == "hooks"]


def wait_until(happened: Callable[[], bool]) -> bool:
    give_up_at = time.monotonic() + 30
    while not happened() and time.monotonic() < give_up_at:
        time.sleep(0.05)
    return happened()


@pytest.mark.xdist_group("pds")
def test_while_it_is_served_it_listens_to_the_platforms_that_are_configured(
    app: App, pds: Pds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAUTERY_SECRET_PLAZA", pds.password)
    with (app.config.home / "cautery.toml").open("a") as settings:
        settings.write(f'[platforms.plaza]\nconnector = "atproto"\naddress = "{pds.address}"\n')
    ada = Person(pds, "ada-who-is-served")
    again = App(read_config(app.config.home), clock=app.clock, person=app.person)
    give_up_at = time.monotonic() + 60
    with serving(again, bind("127.0.0.1", 0), host="127.0.0.1"):
        while time.monotonic() < give_up_at and not _knows(again, ada.did):
            time.sleep(0.1)

    assert _knows(again, ada.did)
    again.close()


def _knows(app: App, account: str) -> bool:
    return account in lake_of(app).scan("profiles").collect()["account"].to_list()


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_a_process_that_serves_ends_by_itself_when_it_is_asked_to(app: App, asked: signal.Signals) -> None:
    """With exit code 0, and with everything handed back: the journal is free, and no socket is left."""
    app.close()
    command = [sys.executable, "-m", "cautery.cli.main", "serve", "--port", "0", "--home", str(app.config.home)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        process.stderr.readline()
        give_up_at = time.monotonic() + 120
        while not app.config.ingest_socket.exists() and time.monotonic() < give_up_at:
            time.sleep(0.1)
        process.send_signal(asked)
        assert process.wait(timeout=60) == 0

    assert not app.config.ingest_socket.exists()
    Journal(app.config.journal).hold()


def test_no_number_that_is_asked_for_exceeds_what_a_database_holds(app: App) -> None:
    """A number of 30 digits in an address is told as a wrong one, and breaks nothing."""
    served = doors(app, SharedIngestion(), ContentCheck(), host="127.0.0.1")
    numbers = dict(_numbers(served))

    assert "/banks/values/{number} number" in numbers
    assert not {name for name, most in numbers.items() if most is None or most > 2**63 - 1}


def _numbers(served: Starlette) -> Iterator[tuple[str, int | None]]:
    """Name each number in addresses and forms of both doors, and how large it may be."""
    for route in (route for door in served.routes if isinstance(door, Mount) for route in _routes(door.app)):
        for asked in _asked(route.dependant):
            if int in (asked.field_info.annotation, *get_args(asked.field_info.annotation)):
                most = [int(str(bound.le)) for bound in asked.field_info.metadata if isinstance(bound, Le)]
                yield f"{route.path} {asked.name}", min(most, default=None)


def _routes(within: Any) -> Iterator[APIRoute]:
    for route in within.routes:
        if isinstance(route, APIRoute):
            yield route
        elif hasattr(route, "original_router"):
            yield from _routes(route.original_router)


def _asked(dependant: Dependant) -> Iterator[ModelField]:
    yield from (*dependant.path_params, *dependant.query_params, *dependant.header_params, *dependant.body_params)
    for inner in dependant.dependencies:
        yield from _asked(inner)

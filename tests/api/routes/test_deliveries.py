"""What a platform sends by itself is taken when it is signed, once, and from nobody else."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from cautery.api.routes import deliveries
from cautery.api.server import SIGNED, make_api
from cautery.app import App
from cautery.config import read_config
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.ingestion.shared import SharedIngestion
from cautery.worker.stages import follow_all
from tests.servers.mastodon import PERSON, answered, sent, streamed_status

SECRET = "0123456789abcdef0123"
PLAZA = """
[platforms.plaza]
connector = "mastodon"
address = "https://plaza.example"
secret_file = "plaza.secret"
webhook_secret_file = "hook.secret"

[platforms.square]
connector = "atproto"
address = "https://square.example"
secret_file = "plaza.secret"

[platforms.pier]
connector = "mastodon"
address = "https://pier.example"
secret_file = "gone.secret"
"""


@pytest.fixture
def connected(app: App) -> App:
    """Give an installation that knows three platforms, one of which sends to it."""
    home: Path = app.config.home
    (home / "plaza.secret").write_text("4711")
    (home / "hook.secret").write_text(SECRET + "\n")
    with (home / "cautery.toml").open("a") as settings:
        settings.write(PLAZA)
    app.config = read_config(home)
    return app


@pytest.fixture
def client(connected: App) -> Iterator[TestClient]:
    door = SharedIngestion()
    yield TestClient(make_api(connected, door))
    door.close()


def report() -> Any:
    return answered("test_admin_reports", 4)[0]


def send(client: TestClient, event: str, about: object, *, secret: str = SECRET, to: str = "plaza") -> Response:
    headers, body = sent(event, about, secret=secret)
    return client.post(f"/deliveries/{to}", headers=headers, content=body)


def test_what_is_signed_is_kept_and_known_when_it_is_sent_again(client: TestClient, connected: App) -> None:
    first, again = (send(client, "report.created", report()) for _ in range(2))

    assert first.status_code == again.status_code == 202
    assert (first.json(), again.json()) == ({"accepted": 1, "duplicate": 0}, {"accepted": 0, "duplicate": 1})
    follow_all(connected)
    assert [case.about.id for case in queue(connected.config, connected.clock)] == [PERSON]


def test_what_identifies_people_is_hashed_before_it_is_kept(client: TestClient, connected: App) -> None:
    holder = answered("test_admin_accounts_v2", 2) | {"email": "ada@lamp.example", "ip": "203.0.113.7"}
    assert send(client, "account.created", holder).json()["accepted"] == 1

    (traits,) = lake_of(connected).scan("profiles").collect()["traits"].to_list()
    told = {trait["name"]: trait["value"] for trait in traits}
    assert set(told) == {"email", "email_domain", "ip", "mailbox"}
    assert told["email_domain"] == "lamp.example"
    assert "ada@" not in str(traits)
    assert "203.0" not in str(traits)


def test_what_is_not_signed_or_by_another_is_kept_from_nobody(client: TestClient, connected: App) -> None:
    _, body = sent("report.created", report(), secret=SECRET)
    forged = [client.post("/deliveries/plaza", content=body), send(client, "report.created", report(), secret="x" * 20)]

    assert [answer.status_code for answer in forged] == [401, 401]  # a real server tries again after 401
    assert SECRET not in "".join(answer.text for answer in forged)
    assert list(queue(connected.config, connected.clock)) == []


@pytest.mark.parametrize("to", ["nowhere", "square", "pier"])
def test_a_stranger_learns_nothing_about_platforms(client: TestClient, connected: App, to: str) -> None:
    """Unknown, one that sends nothing, and one whose secret is gone: all look alike."""
    told = send(client, "report.created", report(), to=to)

    assert told.status_code == 404
    assert told.json()["detail"] == f"No platform '{to}' sends anything here."


def test_a_name_that_can_be_no_platforms_is_none(client: TestClient) -> None:
    assert send(client, "report.created", report(), to="a%0Aline").status_code == 404


def test_what_is_too_large_is_not_read_to_its_end(client: TestClient) -> None:
    headers, body = sent("report.created", report() | {"comment": "x" * deliveries.MOST_BYTES}, secret=SECRET)
    told = client.post("/deliveries/plaza", headers=headers, content=body)

    assert told.status_code == 413
    assert "at most" in told.json()["detail"]


def test_what_means_nothing_is_told(client: TestClient) -> None:
    told = send(client, "account.danced", {})

    assert told.status_code == 422
    assert "account.danced" in told.json()["detail"]


def test_a_letter_between_two_people_is_answered_and_not_kept(client: TestClient) -> None:
    told = send(client, "status.created", streamed_status(0) | {"visibility": "direct"})

    assert (told.status_code, told.json()) == (202, {"accepted": 0, "duplicate": 0})


def test_nothing_that_a_post_leads_to_is_fetched(client: TestClient, connected: App) -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.setblocking(False)
        there = f"http://127.0.0.1:{trap.getsockname()[1]}/lamp"
        content = f'<p><a href="{there}">lamp</a><img src="{there}"></p>'
        picture = {"id": "1", "type": "image", "url": there, "preview_url": there}
        status = streamed_status(0) | {"content": content, "media_attachments": [picture], "card": {"url": there}}
        assert send(client, "status.created", status).json()["accepted"] == 1
        with pytest.raises(BlockingIOError):
            trap.accept()

    assert lake_of(connected).scan("posts").collect()["links"].to_list() == [[there]]


def test_no_delivery_route_asks_for_a_persons_key() -> None:
    assert [noun.router.prefix for noun in SIGNED] == ["/deliveries"]

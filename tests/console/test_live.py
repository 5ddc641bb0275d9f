"""Open pages hear of changes within a moment, and a page that is closed leaves nothing behind."""

import threading
from collections.abc import Iterator

import httpx
import pytest

from cautery.app import App
from cautery.console import live
from cautery.console.entry import COOKIE
from cautery.model.case import CaseId
from cautery.model.person import PersonId
from cautery.pipeline.cases.changes import pulse_of
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.leases import take
from cautery.pipeline.entrance.sign_in import begin
from cautery.pipeline.entrance.staff import cut_off
from cautery.serve import bind, serving
from tests.reviewing import LEAVE, open_cases
from tests.staffed import join
from tests.test_serve import wait_until

MANY = 50


@pytest.fixture
def where(app: App) -> Iterator[str]:
    listening = bind("127.0.0.1", 0)
    with serving(app, listening, host="127.0.0.1"):
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture
def ada(app: App, where: str) -> Iterator[httpx.Client]:
    join(app, "ada", "reviewer")
    secret = begin(app, PersonId("ada"), how="password")
    limits = httpx.Limits(max_connections=2 * MANY)
    with httpx.Client(base_url=where, cookies={COOKIE: secret}, timeout=30, limits=limits) as browser:
        yield browser


def first(lines: Iterator[str]) -> str:
    """Wait for the next event, and give its name and data."""
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        if line.startswith("data: "):
            return f"{name} {line.removeprefix('data: ')}"
    return "ended"


def test_an_open_queue_is_told_of_a_decision(ada: httpx.Client, app: App) -> None:
    open_cases(app, 1)
    with ada.stream("GET", "/queue/stream", params={"since": pulse_of(app)}) as told:
        lines = told.iter_lines()
        assert told.headers["content-type"].startswith("text/event-stream")
        next(lines)
        decide_case(app, CaseId("c0"), LEAVE)

        assert first(lines) == f"queue {pulse_of(app)}"


def test_what_changed_before_the_stream_began_is_told_at_once(ada: httpx.Client, app: App) -> None:
    with ada.stream("GET", "/queue/stream", params={"since": "an older state"}) as told:
        assert first(told.iter_lines()).startswith("queue ")


def test_a_browser_that_comes_again_says_what_it_was_told_last(ada: httpx.Client, app: App) -> None:
    last = {"Last-Event-ID": pulse_of(app)}
    with ada.stream("GET", "/queue/stream", params={"since": "an older state"}, headers=last) as told:
        lines = told.iter_lines()
        next(lines)
        open_cases(app, 1)

        assert first(lines) == f"queue {pulse_of(app)}"


def test_an_open_case_is_told_who_takes_it_and_of_no_other(ada: httpx.Client, app: App) -> None:
    open_cases(app, 1, 2)
    with ada.stream("GET", "/cases/c0/stream", params={"since": "0."}) as told:
        lines = told.iter_lines()
        next(lines)
        take(app.acting_as("cyd"), CaseId("c1"))
        take(app.acting_as("cyd"), CaseId("c0"))

        assert first(lines) == "case 0.cyd"
    assert "Assigned to cyd." in ada.get("/cases/c0/now?seen=0").text
    decide_case(app.acting_as("cyd"), CaseId("c0"), LEAVE)
    assert "Already decided by cyd" in ada.get("/cases/c0/now?seen=0").text


def test_many_open_pages_starve_nobody_and_leave_no_thread(ada: httpx.Client, app: App) -> None:
    ada.get("/queue")
    threads = threading.active_count()
    streams = [ada.stream("GET", "/queue/stream", params={"since": pulse_of(app)}) for _ in range(MANY)]
    opened = [stream.__enter__() for stream in streams]
    lines = [one.iter_lines() for one in opened]
    for each in lines:
        next(each)
    assert ada.get("/queue").status_code == 200
    open_cases(app, 1)
    assert {first(each) for each in lines} == {f"queue {pulse_of(app)}"}
    for stream in streams:
        stream.__exit__(None, None, None)

    # FastAPI keeps up to forty threads for all that is not asynchronous; a stream may borrow one of them and hold none
    assert wait_until(lambda: threading.active_count() <= threads + 40)


def test_a_page_without_a_session_is_told_to_ask_no_more(where: str) -> None:
    answer = httpx.get(f"{where}/queue/stream", headers={"Accept": "text/event-stream"})

    assert answer.status_code == 204


def test_a_stream_ends_with_its_session(ada: httpx.Client, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LOOKED_AT_EVERY_S", 0.5)
    with ada.stream("GET", "/queue/stream", params={"since": pulse_of(app)}) as told:
        lines = told.iter_lines()
        next(lines)
        cut_off(app, PersonId("ada"))
        while (said := first(lines)).startswith("queue"):
            pass

        assert said == "ended"


def test_a_server_that_stops_waits_for_no_open_page(app: App) -> None:
    join(app, "ada", "reviewer")
    listening = bind("127.0.0.1", 0)
    browser = httpx.Client(
        base_url=f"http://127.0.0.1:{listening.getsockname()[1]}",
        cookies={COOKIE: begin(app, PersonId("ada"), how="password")},
        timeout=30,
    )
    with serving(app, listening, host="127.0.0.1"):
        stream = browser.stream("GET", "/queue/stream", params={"since": pulse_of(app)})
        lines = stream.__enter__().iter_lines()
        next(lines)

    assert first(lines) == "ended"
    stream.__exit__(None, None, None)
    browser.close()

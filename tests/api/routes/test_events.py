"""Events come in by the batch, each once, and a bad line is told by its number."""

from cautery.api.routes import events
from cautery.app import App
from cautery.kit.canonical import canonical_json
from cautery.pipeline.history.read import latest_event
from tests.api.conftest import Program
from tests.world import NOON, post

LINES = b"\n".join(canonical_json(post("ana", text)) for text in ("fresh bread", "warm soup"))


def test_a_batch_is_kept_and_a_second_time_is_a_duplicate(program: Program, app: App) -> None:
    client = program("admin")
    first = client.post("/events", content=LINES)
    again = client.post("/events", content=LINES)

    assert first.status_code == 202
    assert (first.json()["accepted"], again.json()["accepted"], again.json()["duplicate"]) == (2, 0, 2)
    assert latest_event(app) == NOON


def test_a_bad_line_stops_none_of_the_others(program: Program) -> None:
    told = program("admin").post("/events", content=b"not json\n\n" + LINES).json()

    assert (told["read"], told["accepted"], told["rejected"]) == (3, 2, 1)
    assert told["rejects"][0]["line"] == 1


def test_a_line_that_is_too_long_is_told(program: Program) -> None:
    told = program("admin").post("/events", content=b"x" * (1024 * 1024 + 1) + b"\n" + LINES).json()

    assert (told["accepted"], told["rejected"]) == (2, 1)


def test_a_batch_that_is_too_large_is_refused(program: Program) -> None:
    assert program("admin").post("/events", content=b" " * (events.MOST_BYTES + 1)).status_code == 413

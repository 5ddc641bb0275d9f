"""Many send at once to one process: each batch is kept once, and who comes when too many wait is told to come again."""

import threading

import pytest

from cautery.app import App
from cautery.errors import RateLimited
from cautery.kit.canonical import canonical_json
from cautery.pipeline.ingestion import shared
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.ingestion.shared import MOST_BEHIND, SharedIngestion
from tests.engine.lakes import a_follow
from tests.pipeline.conftest import app

__all__ = ["app"]


def test_who_comes_when_too_many_wait_is_told_when_to_come_again(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "MOST_IN_LINE", 1)
    door, entered, may_go_on = SharedIngestion(), threading.Event(), threading.Event()
    accept = Ingestion.accept

    def slow(self: Ingestion, events: object) -> object:
        entered.set()
        may_go_on.wait(60)
        return accept(self, events)  # type: ignore[arg-type]

    monkeypatch.setattr(Ingestion, "accept", slow)
    first = threading.Thread(target=door.accept, args=(app, [a_follow(1)]))
    first.start()
    entered.wait(60)
    with pytest.raises(RateLimited) as told:
        door.accept(app, [a_follow(2)])
    may_go_on.set()
    first.join()

    assert told.value.retry_after_s == 1.0
    assert door.accept(app, [a_follow(2)]).accepted == 1
    door.close()


def test_no_more_is_taken_in_while_what_follows_is_far_behind(app: App) -> None:
    behind = [MOST_BEHIND + 1]
    called: list[int] = []
    door = SharedIngestion(lambda: called.append(1), behind=lambda: behind[0])
    with pytest.raises(RateLimited, match="behind"):
        door.accept(app, [a_follow(1)])
    behind[0] = 0

    assert door.accept(app, [a_follow(1)]).accepted == 1
    assert called == [1]
    door.close()


def test_lines_are_kept_and_what_is_no_event_stops_none_of_them(app: App) -> None:
    door = SharedIngestion()
    line = canonical_json(a_follow(1)) + b"\n"
    report, rejects = door.take_in(app, line + b"{oops\n" + line)
    door.close()

    assert (report.read, report.accepted, report.duplicate, report.rejected) == (3, 1, 1, 1)
    assert [reject.line for reject in rejects] == [2]

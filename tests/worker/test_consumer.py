"""All stages follow the journal, each from its own place, each in its order."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from cautery.app import App
from cautery.events.stage import EventBatch, Stage
from cautery.kit.canonical import canonical_json
from cautery.kit.clock import FrozenClock
from cautery.pipeline.installation.install import install
from cautery.store.journal import Journal
from cautery.worker.consumer import Consumer
from cautery.worker.supervisor import Supervisor
from tests.world import NOON, created


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    opened = App(install(tmp_path / "home", name="test.example"), clock=FrozenClock(NOON), person="cautery")
    yield opened
    opened.close()


class Told(Stage):
    def __init__(self, name: str, told: list[str], *, after: str = "") -> None:
        self.name, self.after, self._told = name, after, told

    def follow(self, batch: EventBatch) -> None:
        self._told.extend(f"{self.name} {event.id}" for event in batch.events)


class Broken(Stage):
    name, keeps_place = "broken", True

    def follow(self, batch: EventBatch) -> None:
        raise ZeroDivisionError


def accept(app: App, *names: str) -> None:
    journal = Journal(app.config.journal)
    for name in names:
        journal.append(canonical_json(structs.replace(created("ada"), id=name)) + b"\n", 1)
    journal.close()


def test_each_stage_follows_everything_once_and_again_only_what_is_new(app: App) -> None:
    told: list[str] = []
    accept(app, "a", "b")
    assert dict(Consumer(app, [Told("one", told), Told("two", told, after="one")]).follow_all()) == {"one": 2, "two": 2}
    accept(app, "c")
    later = Consumer(app, [Told("one", told), Told("two", told, after="one"), Told("new", told)])
    progress: dict[str, int] = {}

    def followed(stage: str, events: int) -> None:
        progress[stage] = progress.get(stage, 0) + events

    assert dict(later.follow_all(followed)) == progress == {"one": 1, "two": 1, "new": 3}

    assert told[:4] == ["one a", "one b", "two a", "two b"]
    assert dict(later.behind()) == {"one": 0, "two": 0, "new": 0}


def test_a_stage_that_cannot_go_on_holds_back_no_other_while_it_is_served(app: App) -> None:
    told: list[str] = []
    consumer = Consumer(app, [Broken(), Told("one", told), Told("two", told, after="broken")])
    accept(app, "a")
    with Supervisor(app) as supervisor:
        consumer.start(supervisor)
        for _ in range(200):
            consumer.call()
            if told:
                break
            supervisor.stopping.wait(0.05)
    consumer.close()

    assert told == ["one a"]
    assert consumer.behind()["broken"] > 0

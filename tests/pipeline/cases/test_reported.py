"""A notice opens a case, from whichever door it came; its clock runs from when it was sent."""

from msgspec import structs

from cautery.app import App
from cautery.model.account import Account, AccountId
from cautery.model.case import Case
from cautery.model.event import AnyEvent, NoticeSubject
from cautery.pipeline.cases.reported import ItemNoticesStage
from cautery.pipeline.history.follower import Follower
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.store import cases, places
from cautery.worker.stages import follow_all
from tests.pipeline.conftest import app
from tests.world import HARBOUR, NOON, notice, post

__all__ = ["app"]


def opened(app: App) -> list[Case]:
    with app.reading() as connection:
        return list(cases.every(connection))


def accept(app: App, *events: AnyEvent) -> None:
    with Ingestion(app) as door:
        door.accept(list(events))
    follow_all(app)


def about_a_post(name: str) -> AnyEvent:
    said = notice("ada", at=NOON)
    changed = structs.replace(said.notice, id=f"n-{name}", about=NoticeSubject(post=name))
    return structs.replace(said, id=f"about-{name}", notice=changed)


def test_a_notice_opens_a_case_whose_clock_runs_from_when_it_was_sent(app: App) -> None:
    accept(app, notice("ada", at=NOON))

    [case] = opened(app)
    assert (case.about, case.opened_at, case.due > NOON) == (Account(platform=HARBOUR, id=AccountId("ada")), NOON, True)


def test_the_same_notice_followed_again_opens_nothing(app: App) -> None:
    accept(app, notice("ada", at=NOON))
    with app.noting() as connection:
        places.forget(connection, "notices")
    follow_all(app)

    assert len(opened(app)) == 1


def test_a_notice_about_a_post_is_about_whoever_posted_it_before_or_in_the_same_batch(app: App) -> None:
    accept(app, post("ben", "hello", id="p1"))
    accept(app, about_a_post("p1"), post("eve", "ho", id="p2"), about_a_post("p2"))

    assert {(case.about.id, case.post) for case in opened(app)} == {("ben", "p1"), ("eve", "p2")}


def test_a_notice_about_a_post_that_nobody_knows_yet_opens_nothing(app: App) -> None:
    accept(app, about_a_post("p9"))

    assert opened(app) == []


def test_a_notice_waits_for_the_post_that_it_is_about(app: App) -> None:
    stage = Follower(app, ItemNoticesStage(app))
    for event in (about_a_post("p7"), post("ben", "hello", id="p7")):
        with Ingestion(app) as door:
            door.accept([event])
            door.catch_up()
        stage.through()

    assert [(case.about.id, case.post) for case in opened(app)] == [("ben", "p7")]

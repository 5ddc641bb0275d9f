"""What is deleted soon after it was reported is evidence, whoever deleted it."""

from datetime import timedelta

from cautery.app import App
from cautery.model.account import AccountId
from cautery.model.event import PostId, PostRemoved
from cautery.pipeline.cases.case_file import posts_of
from cautery.pipeline.connections.timeline import biography
from cautery.pipeline.history.removals import removals_of
from cautery.pipeline.ingestion.ingest import Ingestion
from tests.world import HARBOUR, NOON, created, notice, person, post


def gone(name: str, *, minutes: int, by: str | None, account: str = "ada") -> PostRemoved:
    at = NOON + timedelta(minutes=minutes)
    return PostRemoved(
        id=f"gone {name}", at=at, platform=HARBOUR, account=AccountId(account), post=PostId(id=name), by=by
    )


def taken_in(app: App, *events: PostRemoved) -> None:
    posts = [post("ada", "first light", id="p1"), post("ada", "second light", id="p2"), post("bob", "x", id="p3")]
    with Ingestion(app) as door:
        door.accept_at_once([created("ada"), *posts, notice("ada", at=NOON + timedelta(minutes=10)), *events])


def test_who_removed_a_post_and_how_soon_after_a_report_is_told(app: App) -> None:
    by_moderator = gone("p2", minutes=22, by="@mod", account="")
    taken_in(app, gone("p1", minutes=5, by="owner"), by_moderator, gone("p3", minutes=30, by="owner", account="bob"))
    told = removals_of(app, person("ada"))

    assert [one.says for one in told] == ["post p2, by '@mod', 12 minutes after a report", "post p1, by its author"]


def test_the_page_about_an_account_tells_it(app: App) -> None:
    taken_in(app, gone("p2", minutes=22, by=None))
    life = biography(app, person("ada"))

    assert [(one.kind, one.says) for one in life.moments if one.kind == "removal"] == [
        ("removal", "post p2, by somebody, 12 minutes after a report")
    ]
    assert {one.id: one.removed_at is not None for one in posts_of(app, person("ada"))} == {"p1": False, "p2": True}


def test_of_whom_nothing_was_removed_there_is_nothing_to_tell(app: App) -> None:
    taken_in(app)

    assert removals_of(app, person("ada")) == ()

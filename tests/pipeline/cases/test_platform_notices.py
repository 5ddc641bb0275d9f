"""Open cases for the notices that came in as events."""

from collections.abc import Sequence
from datetime import timedelta

from cautery.app import App
from cautery.model.event import AnyEvent
from cautery.pipeline.cases.platform_notices import open_notices
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.ingestion.ingest import Ingestion
from tests.world import NOON, notice, person, post

A_DAY_LATER = NOON + timedelta(days=1)

"""The Guard has fallen silent, and whoever returned is not back yet."""


def hear(app: App, events: Sequence[AnyEvent]) -> None:
    with Ingestion(app) as door:
        door.accept(events)
        door.catch_up()


def test_a_notice_opens_a_case_once(town: App) -> None:
    hear(town, [notice("elder", kind="authority", at=A_DAY_LATER)])

    assert [open_notices(town), open_notices(town)] == [1, 0]
    [case] = queue(town.config, town.clock)
    assert (case.about, case.origin, case.chance) == (person("elder"), "notice", None)
    assert case.due == A_DAY_LATER + timedelta(hours=1)


def test_a_notice_about_a_post_is_about_whoever_posted_it(app: App) -> None:
    said, complaint = post("elder", "come down to the pier"), notice("nobody", at=A_DAY_LATER)
    about = type(complaint.notice.about)(post=said.post.id)
    about_post = type(complaint.notice)(id="n1", about=about, notifier=complaint.notice.notifier)
    given = type(complaint)(
        id="e1", at=A_DAY_LATER, platform=said.platform, account=complaint.account, notice=about_post
    )
    hear(app, [said, given])
    open_notices(app)

    assert [(case.about, case.post) for case in queue(app.config, app.clock)] == [(person("elder"), said.post.id)]

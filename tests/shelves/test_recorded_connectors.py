"""What recorded answers can carry of the drill of connectors. They remember nothing: each test says which come."""

import json
from collections.abc import Callable
from urllib.parse import parse_qs

import pytest

from cautery.app import App
from cautery.errors import Missing, Refused, Temporary
from cautery.model.account import Account, AccountId, Platform
from cautery.model.action import Action
from cautery.model.decision import DecisionId, Measure
from cautery.model.event import NoticeReceived, PostCreated
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.ingestion.consumer import PlatformFeed
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.platforms.connectors.mastodon import Mastodon
from cautery.platforms.reach import Reach
from tests.pipeline.conftest import app
from tests.servers.mastodon import PERSON, Played, played, streamed, streamed_status
from tests.servers.process import free_port

__all__ = ["app"]
PLAZA = Platform("plaza")
WHOM = Account(platform=PLAZA, id=AccountId(PERSON))
FREE = ("test_admin_accounts_v2", 2)
NOTE, WRITTEN = ("test_account_relationships", 1), ("test_account_notes", 1)
MODERATION = "test_admin_moderation"
TAKEN: list[tuple[Measure, str, str, int]] = [
    ("suspend", "suspend", "suspend", 18),
    ("suspend", "disable", "disable", 1),
    ("restrict", "suspend", "silence", 4),
    ("mark", "suspend", "sensitive", 7),
]
"""A measure, how its owner wants to suspend, its name there, and where it was recorded; the next answer shows it in force."""


TIMELINE, CLOSED, OPEN = ("test_public_tl", 3), ("test_admin_reports", 8), ("test_admin_reports", 7)
ASKED = (TIMELINE, CLOSED, OPEN)
"""What is asked when it is asked for what is new."""


def connected(server: Played, suspend: str = "suspend", *, stream: str = "") -> Mastodon:
    """Connect to what is played back.

    Args:
        stream: where the stream is; nobody streams anything unless told.
    """
    more = {"suspend": suspend, "stream": stream or f"http://127.0.0.1:{free_port()}"}
    reach = Reach(platform=PLAZA, connector="mastodon", address=server.address, secret="s", a_second=9, more=more)
    return Mastodon.connect(reach)


def action(measure: Measure, about: Account = WHOM) -> Action:
    return Action(key="k1", decision=DecisionId("d1"), about=about, measure=measure)


@pytest.mark.parametrize(("measure", "suspend", "name", "number"), TAKEN)
def test_a_measure_is_noted_then_taken_and_seen(measure: Measure, suspend: str, name: str, number: int) -> None:
    with played(FREE, NOTE, WRITTEN, (MODERATION, number), (MODERATION, number + 1)) as server:
        platform = connected(server, suspend)
        platform.act(action(measure))
        is_held = platform.in_effect(action(measure))
        platform.close()

    assert is_held
    assert parse_qs(server.bodies[2])["comment"] == [f"cautery {measure}: [cautery k1]"]
    assert parse_qs(server.bodies[3])["type"] == [name]


@pytest.mark.parametrize(("measure", "suspend", "name", "number"), TAKEN)
def test_what_the_platforms_own_people_did_stays(measure: Measure, suspend: str, name: str, number: int) -> None:
    """It is in force, and the note has no word of ours: nothing is sent but the note, and nothing is taken back."""
    held = (MODERATION, number + 1)
    with played(held, NOTE, WRITTEN, held, NOTE) as server:
        platform = connected(server, suspend)
        token = platform.act(action(measure))
        platform.undo(action(measure), token)
        platform.close()

    assert parse_qs(server.bodies[2])["comment"] == [f"cautery {measure}: [cautery - k1]"]


@pytest.mark.parametrize(
    ("measure", "suspend", "seen", "ended"),
    [
        ("suspend", "suspend", 19, 20),
        ("suspend", "disable", 2, 3),
        ("restrict", "suspend", 5, 6),
        ("mark", "suspend", 8, 13),
    ],
)
def test_what_we_did_is_taken_back(measure: Measure, suspend: str, seen: int, ended: int) -> None:
    """The note is filled in, for nobody recorded one of ours; the answer to taking back shows that it is over."""
    note = f"cautery {measure}: [cautery k1]"
    with played((MODERATION, seen), NOTE, (MODERATION, ended), WRITTEN, note=note) as server:
        platform = connected(server, suspend)
        platform.undo(action(measure), "k1")
        platform.close()

    assert parse_qs(server.bodies[3], keep_blank_values=True)["comment"] == [""]


def test_what_another_decision_wants_stays() -> None:
    note = "cautery suspend: [cautery k1 k2]"
    with played((MODERATION, 19), NOTE, WRITTEN, note=note) as server:
        platform = connected(server)
        platform.undo(action("suspend"), "k1")
        platform.close()

    assert parse_qs(server.bodies[2])["comment"] == ["cautery suspend: [cautery k2]"]


def test_what_is_over_already_is_not_taken_back_again() -> None:
    with played(FREE) as server:
        platform = connected(server)
        platform.undo(action("suspend"), "k1")
        platform.close()


def test_it_says_who_answered_and_how_an_account_stands() -> None:
    with played(("test_admin_reports", 2), ("test_admin_reports", 4), (MODERATION, 5)) as server:
        platform = connected(server)
        who, state = platform.greet(), platform.look_up(WHOM)
        platform.close()

    assert who == "a Mastodon, where we are 'admin'"
    assert state.measures == {"restrict"}


def test_posts_and_reports_come_in_where_nothing_is_streamed() -> None:
    with played(*ASKED) as server:
        platform = connected(server)
        batch = platform.read_events(None)
        platform.close()

    assert {type(event) for event in batch.events} == {PostCreated, NoticeReceived}
    assert [event.id for event in batch.events if isinstance(event, NoticeReceived)] == ["report/1"]
    assert server.beyond == [{"min_id": "0", "limit": "40"}] * 3


def test_what_is_new_is_asked_for_behind_what_was_read() -> None:
    with played(*ASKED, *ASKED) as server:
        platform = connected(server)
        first = platform.read_events(None)
        platform.read_events(first.cursor)
        platform.close()

    posts = [event for event in first.events if isinstance(event, PostCreated)]
    assert [one["min_id"] for one in server.beyond[3:]] == [max(event.post.id for event in posts), "1", "0"]


def test_a_server_that_has_nothing_new_is_left_alone_for_a_moment() -> None:
    """A real one allows 300 questions in five minutes; so three empty lists are asked for once."""
    with played(*ASKED) as server:
        platform = connected(server)
        server.has_nothing = True
        batches = [platform.read_events(None) for _ in range(3)]
        platform.close()

    assert [list(batch.events) for batch in batches] == [[], [], []]


def test_what_is_streamed_comes_in_and_so_does_what_was_before() -> None:
    with streamed() as stream, played(*ASKED) as server:
        platform = connected(server, stream=stream.address)
        batch = platform.read_events(None)
        platform.close()

    ids = [f"status/{streamed_status(number)['id']}" for number in (0, 1)]
    assert [event.id for event in batch.events[:2]] == ids
    assert "report/1" in [event.id for event in batch.events]


def test_what_was_streamed_and_not_kept_is_told_again() -> None:
    """The disk was full: whoever reads on from the same place hears the same."""
    with streamed() as stream, played(*ASKED, *ASKED, *ASKED) as server:
        platform = connected(server, stream=stream.address)
        first = platform.read_events(None)
        again = platform.read_events(None)
        after = platform.read_events(again.cursor)
        platform.close()

    assert list(first.events) == list(again.events)
    assert after.events
    assert streamed_status(0)["id"] not in {event.id.partition("/")[2] for event in after.events}


def test_what_was_streamed_is_not_lost_when_nobody_answers_a_question() -> None:
    with streamed() as stream, played(*ASKED) as server:
        platform = connected(server, stream=stream.address)
        cursor = platform.read_events(None).cursor
        stream.say({"event": "update", "payload": json.dumps(streamed_status(0) | {"id": "9"})})
        server.fails = True
        with pytest.raises(Temporary):
            platform.read_events(cursor)
        server.fails = False
        server.again(*ASKED)
        batch = platform.read_events(cursor)
        platform.close()

    assert batch.events[0].id == "status/9"


def test_nothing_is_lost_on_a_restart_and_all_is_kept_once(app: App) -> None:
    """What the stream told does not move the place that is asked from: it is asked for once more, and known."""
    with Ingestion(app) as door, streamed() as stream, played(*ASKED, *ASKED, *ASKED) as server:
        for _ in range(2):
            platform = connected(server, stream=stream.address)
            PlatformFeed(app, PLAZA, platform, accept=door.accept_at_once).read_on()
            platform.close()
        cursor = (app.config.cursors / PLAZA).read_text()
        platform = connected(server)
        again = PlatformFeed(app, PLAZA, platform, accept=door.accept_at_once).read_on()
        platform.close()

    assert '"told":2' in cursor
    assert (again.accepted, again.duplicate) == (0, again.read)
    posts = lake_of(app).scan("posts").collect()["post"].to_list()
    assert streamed_status(0)["id"] in posts
    assert len(posts) == len(set(posts))


def test_who_is_not_there_is_missing_and_what_cannot_be_done_refused() -> None:
    elsewhere = Account(platform=Platform("elsewhere"), id=WHOM.id)
    asks: list[tuple[type[Exception], Callable[[Mastodon], object]]] = [
        (Missing, lambda platform: platform.act(action("suspend", elsewhere))),
        (Missing, lambda platform: platform.look_up(elsewhere)),
        (Refused, lambda platform: platform.act(action("remove"))),
    ]
    with played() as server:
        platform = connected(server)
        for error, ask in asks:
            with pytest.raises(error):
                ask(platform)
        platform.close()

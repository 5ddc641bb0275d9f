"""The numbered cases of what platforms really send, each with an input of our own, and with the reported one."""

import json
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

import msgspec
import pytest
from websockets.sync.server import ServerConnection, serve

from cautery.errors import Refused
from cautery.kit.patience import patience
from cautery.model.account import Account, AccountId, Platform
from cautery.model.action import Action
from cautery.model.decision import DecisionId, Measure
from cautery.model.event import (
    AccountClosed,
    AccountMoved,
    AccountRenamed,
    AnyEvent,
    NoticeReceived,
    Post,
    PostCreated,
    PostRemoved,
    PostUpdated,
)
from cautery.platforms.connectors.atproto.firehose import Firehose, StreamBatch
from cautery.platforms.connectors.atproto.records import POST, RepoRecord
from cautery.platforms.connectors.atproto.records import event_of as record_event
from cautery.platforms.connectors.mastodon.platform import Mastodon
from cautery.platforms.connectors.mastodon.reading import read_item
from cautery.platforms.connectors.matrix.messages import RoomEvent, RoomServer
from cautery.platforms.connectors.matrix.messages import event_of as room_event
from cautery.platforms.connectors.matrix.platform import Matrix
from cautery.platforms.connectors.mediawiki.changes import ChangedPages, RecentChange
from cautery.platforms.connectors.mediawiki.changes import events_of as wiki_events
from cautery.platforms.connectors.mediawiki.pages import title_of
from cautery.platforms.connectors.mediawiki.wiki import Wiki
from cautery.platforms.reach import Reach
from tests.servers.answering import Answered, Answering, answering
from tests.shelves.cases import Given
from tests.shelves.platform_inputs import frame, message

PLAZA = Platform("plaza")


def heard(*frames: bytes, seen_at: datetime | None = None) -> StreamBatch:
    """Hear frames from a stream of ours, and one good one behind them."""

    def told(connection: ServerConnection) -> None:
        for one in (*frames, frame("#identity", seq=9, did="did:plc:last", handle="last.test")):
            connection.send(one)
        connection.recv()

    with serve(told, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        firehose = Firehose(f"http://127.0.0.1:{server.socket.getsockname()[1]}", platform=PLAZA)
        all_of, until = firehose.read(1, most=100, seen_at=seen_at), time.monotonic() + 20
        while all_of.place != 9 and time.monotonic() < until:
            more = firehose.read(all_of.place, most=100)
            all_of = StreamBatch(
                events=all_of.events + more.events,
                unread=all_of.unread + more.unread,
                gaps=all_of.gaps + more.gaps,
                place=more.place,
                seen_at=more.seen_at,
            )
        firehose.close()
        server.shutdown()
    return all_of


@pytest.mark.parametrize("name", ["fh_utf8.frame", "fh_badcar.frame", "fh_time.frame"])
def test_at01_at02_at04_a_frame_that_cannot_be_read_is_kept_and_the_stream_goes_on(given: Given, name: str) -> None:
    told = heard(given.raw(name))

    assert [one.raw for one in told.unread] == [given.raw(name)]
    assert [event.account for event in told.events] == ["did:plc:last"]


def test_at06_a_cursor_that_is_outdated_is_a_gap(given: Given) -> None:
    before = datetime(2024, 5, 1, 9, tzinfo=UTC)
    told = heard(given.raw("fh_info.frame"), seen_at=before)

    assert [(gap.since, gap.until) for gap in told.gaps] == [(before, before + timedelta(hours=1))]


def test_at08_a_tombstone_closes_an_account(given: Given) -> None:
    assert [type(event) for event in heard(given.raw("fh_tombstone.frame")).events][:1] == [AccountClosed]


def test_at09_a_post_counts_at_the_servers_time_whatever_its_author_claims(given: Given) -> None:
    at = datetime(2024, 5, 1, 10, tzinfo=UTC)
    written = RepoRecord(platform=PLAZA, account=AccountId("did:plc:a"), path=f"{POST}/1", id="r/1", at=at, blobs="")
    for record in given.said("at_created.json"):
        event = record_event(written, record)
        assert isinstance(event, PostCreated)
        assert (event.taken_at, event.at <= at, event.post.text) == (at, True, record["text"])


SAID = {
    "/v2/users": {"users": []},
    "/v1/event_reports": {
        "event_reports": [
            {
                "id": 1,
                "received_ts": 1714557600000,
                "user_id": "@eve:plaza.example",
                "event_id": "$1",
                "sender": "@ada:plaza.example",
            }
        ]
    },
    "/v1/user_reports": {"user_reports": []},
    "/whoami": {"user_id": "@warden:plaza.example"},
}
ROOM = "!a/b?c:evil.example"


def synapse(**more: Any) -> Any:
    """Answer as a Synapse does, with other answers by the end of the path."""

    def answer(method: str, path: str, body: bytes) -> Answered:
        where = unquote(path.partition("?")[0])
        said = {**SAID, "/v1/rooms": {"rooms": [{"room_id": ROOM, "join_rules": "public"}]}} | more
        found = next((said[name] for name in sorted(said, key=len, reverse=True) if where.endswith(name)), None)
        if found is None or (where.endswith("/messages") and "from=t" in path):
            return (200, b'{"chunk": []}') if where.endswith("/messages") else (404, b'{"errcode": "M_UNRECOGNIZED"}')
        return found if isinstance(found, tuple) else (200, json.dumps(found).encode())

    return answer


def read_rooms(server: Answering) -> tuple[list[AnyEvent], list[str], int]:
    matrix = Matrix.connect(reach("matrix", server))
    batch = matrix.read_events(None)
    matrix.close()
    return list(batch.events), list(batch.problems), len(batch.unread)


def reach(connector: str, server: Answering, **more: str) -> Reach:
    return Reach(platform=PLAZA, connector=connector, address=server.address, secret="s", a_second=9, more=more)


def of(about: str, measure: Measure, post: str | None = None) -> Action:
    account = Account(platform=PLAZA, id=AccountId(about))
    return Action(key="k", decision=DecisionId("d"), about=account, measure=measure, post=post)


def test_mx01_mx05_an_event_with_a_fractional_time_stops_nothing_and_ids_are_quoted(given: Given) -> None:
    page = given.said("mtx_ts_float.json")
    with answering(synapse(**{f"{ROOM}/messages": page})) as server:
        events, problems, unread = read_rooms(server)

    assert (sum(isinstance(event, PostCreated) for event in events), unread, problems) == (1, 1, [])
    assert sum(isinstance(event, NoticeReceived) for event in events) == 1
    assert any("/rooms/%21a%2Fb%3Fc%3Aevil.example/messages" in path for _, path in server.asked)


@pytest.mark.parametrize("missing", ["a room", "reports of accounts"])
def test_mx03_mx07_what_answers_404_stops_no_other_room_and_no_report(missing: str) -> None:
    nothing = (404, b'{"errcode": "M_NOT_FOUND"}')
    rooms = {"rooms": [{"room_id": name, "join_rules": "public"} for name in ("!gone:plaza", ROOM)]}
    good: dict[str, Any] = {
        "/v1/rooms": rooms,
        f"{ROOM}/messages": {"chunk": [message("$1", content={"body": "x"})], "end": "t"},
    }
    bad = {"!gone:plaza/messages": nothing} if missing == "a room" else {"/v1/user_reports": nothing}
    with answering(synapse(**good, **bad)) as server:
        events, problems, _ = read_rooms(server)

    assert {type(event) for event in events} == {PostCreated, NoticeReceived}
    assert len(problems) == 1


def test_mx08_an_id_with_a_slash_is_locked() -> None:
    user = {"name": "@a/b:plaza.example", "locked": False, "suspended": False}
    with answering(
        synapse(**{"/users/@a/b:plaza.example": user, "/account_data/io.cautery.suspend.@a/b:plaza.example": {}})
    ) as server:
        matrix = Matrix.connect(reach("matrix", server))
        matrix.act(of("@a/b:plaza.example", "suspend"))
        matrix.close()

    assert ("PUT", "/_synapse/admin/v2/users/%40a%2Fb%3Aplaza.example") in server.asked


def test_a_server_that_is_too_old_for_a_measure_says_so_and_knows_the_account() -> None:
    """It answers 404 to what it does not know, as it does for an account that is gone."""
    with answering(synapse(**{"/users/@ada:plaza.example": {"name": "@ada:plaza.example", "locked": False}})) as server:
        matrix = Matrix.connect(reach("matrix", server))
        with pytest.raises(Refused, match="too old"):
            matrix.act(of("@ada:plaza.example", "restrict"))
        matrix.close()

    assert {method for method, _ in server.asked} == {"GET"}


def in_room(given: Given, name: str, **authors: str) -> AnyEvent:
    happened = msgspec.convert(given.said("mtx_messages.json")[name], type=RoomEvent)
    event = room_event(happened, RoomServer(platform=PLAZA, media="https://m/", authors=authors))
    assert event is not None
    return event


def test_mx10_what_an_answer_quotes_is_not_its_authors(given: Given) -> None:
    event = in_room(given, "reply_fallback")

    assert isinstance(event, PostCreated)
    assert "FORBIDDEN" not in (event.post.text or "")
    assert "forbidden" not in " ".join(event.post.links)
    assert "FORBIDDEN" in (event.post.quoted or "")


def test_mx11_an_edit_changes_its_post(given: Given) -> None:
    event = in_room(given, "edit")

    assert isinstance(event, PostUpdated)
    assert (event.post.id, event.post.text) == ("$orig", "new words")


def test_mx13_what_a_moderator_takes_back_is_its_authors(given: Given) -> None:
    event = in_room(given, "redaction_by_mod", **{"$x": "@author:plaza.example"})

    assert isinstance(event, PostRemoved)
    assert (event.account, event.post.id) == ("@author:plaza.example", "$x")
    assert (event.by or "").startswith("@mod:")


def test_mx14_a_file_of_another_server_is_quarantined_or_it_is_said_why_not(given: Given) -> None:
    shown = given.said("mtx_messages.json")["remote_media"]
    with answering(synapse(**{"/fetch_event/$1": {"event": shown}})) as server:
        matrix = Matrix.connect(reach("matrix", server))
        with pytest.raises(Refused, match="file of another server"):
            matrix.act(of(shown["sender"], "remove", "$1"))
        matrix.close()


def test_mx16_hidden_links_and_stickers_are_seen(given: Given) -> None:
    link, sticker = in_room(given, "formatted_link"), in_room(given, "sticker")

    assert isinstance(link, PostCreated)
    assert isinstance(sticker, PostCreated)
    assert link.post.links == ("https://hidden.example",)
    assert [(one.kind, one.id) for one in sticker.post.media] == [("image", "mxc://plaza.example/s")]


def toot(given: Given, name: str) -> Post:
    [event] = read_item("status", json.dumps(given.said("mast_statuses.json")[name]).encode(), PLAZA)
    assert isinstance(event, PostCreated)
    return event.post


def test_ma01_ma02_ma05_pictures_warnings_and_blocks_of_words_arrive(given: Given) -> None:
    assert [(one.kind, one.alt) for one in toot(given, "image_only").media] == [("image", "alt words")]
    assert "forbidden words" in (toot(given, "content_warning").text or "")
    assert (toot(given, "list_items").text or "").split() == ["one", "two"]


def test_ma06_a_report_of_three_posts_is_three_notices(given: Given) -> None:
    raw = json.dumps(given.said("mast_reports.json")["report.created"]).encode()
    notices = [event for event in read_item("report", raw, PLAZA) if isinstance(event, NoticeReceived)]

    assert [one.notice.about.post for one in notices] == ["1", "2", "3"]


def test_ma08_a_remote_account_cannot_be_locked_out_and_that_is_said_at_once() -> None:
    user = {"id": "5", "username": "eve", "domain": "evil.example"}
    with answering(lambda *_: (200, json.dumps(user).encode())) as server:
        mastodon = Mastodon.connect(reach("mastodon", server, suspend="disable"))
        for ask in (mastodon.refuse_what_cannot_be, mastodon.act):
            with pytest.raises(Refused, match="restrict it"):
                ask(of("5", "suspend"))
        mastodon.close()
    assert {method for method, _ in server.asked} == {"GET"}


def test_rl01_rl03_patience_is_read_as_each_platform_states_it() -> None:
    now = time.time()
    at = datetime.fromtimestamp(now + 240, UTC).isoformat()

    assert patience({"x-ratelimit-reset": at}, now=now) == pytest.approx(240, abs=1)
    assert patience({"ratelimit-reset": str(int(now) + 300)}, now=now) == pytest.approx(300, abs=1)
    assert patience({}, b'{"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 7000}') == 7


def changed(said: Mapping[str, Any], **texts: str) -> list[AnyEvent]:
    whole = {"rcid": 1, "timestamp": "2024-05-01T10:00:00Z", "title": "A", **said}
    known = ChangedPages(texts={int(number): text for number, text in texts.items()})
    return list(wiki_events(msgspec.convert(whole, type=RecentChange), known, platform=PLAZA))


def test_mw01_a_partial_block_closes_no_account(given: Given) -> None:
    assert changed(given.said("mw_changes.json")["partial_block"]) == []


def test_mw03_hidden_editors_are_nobody(given: Given) -> None:
    events = [event for one in given.said("mw_changes.json")["hidden_user"] for event in changed(one)]

    assert [event.account for event in events] == ["", ""]


def test_mw04_lines_of_others_are_not_laid_to_whoever_edits_after_a_hidden_revision(given: Given) -> None:
    said = given.said("mw_changes.json")["edit_after_hidden_revision"]
    [event] = changed(said["change"], **said["texts"])

    assert isinstance(event, PostCreated)
    assert "good" not in (event.post.text or "")


def test_mw06_a_page_is_found_by_its_revision_wherever_it_was_moved_to() -> None:
    """A redirect stands where it was; what is deleted is the page with the content."""

    def answer(method: str, path: str, body: bytes) -> Answered:
        asked = unquote(path + body.decode())
        if "type=login" in asked or "type=csrf" in asked:
            return 200, b'{"query": {"tokens": {"logintoken": "t", "csrftoken": "t"}}}'
        if "action=login" in asked:
            return 200, b'{"login": {"result": "Success"}}'
        moved = {"pages": [{"ns": 0, "title": "New name", "revisions": [{}]}]}
        redirect = {"pages": [{"ns": 0, "title": "Old name", "redirect": True}]}
        return 200, json.dumps({"query": moved if "revids=5" in asked else redirect}).encode()

    with answering(answer) as server:
        wiki = Wiki(reach("mediawiki", server, user="Warden"))
        assert title_of(wiki, "Old name#5") == "New name"
        with pytest.raises(Refused, match="moved"):
            title_of(wiki, "Old name")
        wiki.close()


def test_mw08_an_account_that_is_renamed_is_the_same_account(given: Given) -> None:
    renamed, moved = changed(given.said("mw_changes.json")["rename"])

    assert isinstance(renamed, AccountRenamed)
    assert isinstance(moved, AccountMoved)
    assert (renamed.account, renamed.handle, moved.target) == ("Ada", "Bea", "Bea")

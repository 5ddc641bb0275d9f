"""What happens in rooms becomes events, and whatever somebody sends there breaks nothing."""

from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.model.account import Platform
from cautery.model.event import (
    AccountUpdated,
    FollowCreated,
    FollowRemoved,
    Post,
    PostCreated,
    PostRemoved,
    PostUpdated,
    ReactionCreated,
    Reference,
)
from cautery.platforms.connectors.matrix.messages import RoomEvent, RoomServer, event_of, moment

PLACE = RoomServer(platform=Platform("plaza"), media="https://plaza.example/download/")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=9,
)
FIELDS = ("body", "msgtype", "url", "info", "size", "mimetype", "m.relates_to", "m.mentions", "redacts", "membership")
KINDS = ("m.room.message", "m.reaction", "m.room.member", "m.room.redaction", "m.room.encrypted")


def happened(kind: str, state_key: str | None = None, **content: object) -> RoomEvent:
    return RoomEvent(
        event_id="$1",
        type=kind,
        sender="@ada:plaza.test",
        origin_server_ts=1_577_880_000_000,
        room_id="!harbour",
        content=content,
        state_key=state_key,
    )


def test_no_sign_that_its_author_puts_beside_a_link_hides_a_message() -> None:
    """Python's parser raises at `<![x`: it cost the whole message, and the room with it."""
    formatted = "<![x[y]]><a href='https://hidden.example'>look</a>"
    event = event_of(
        happened("m.room.message", body="look", format="org.matrix.custom.html", formatted_body=formatted), PLACE
    )

    assert isinstance(event, PostCreated)
    assert (event.post.text, event.post.links) == ("look", ("https://hidden.example",))


def test_a_message_keeps_what_it_says_and_whom_it_answers() -> None:
    event = event_of(
        happened(
            "m.room.message",
            msgtype="m.image",
            body="the lamp",
            url="mxc://plaza.test/a",
            info={"size": 9, "mimetype": "image/png"},
            **{"m.mentions": {"user_ids": ["@bob:plaza.test"]}, "m.relates_to": {"m.in_reply_to": {"event_id": "$0"}}},
        ),
        PLACE,
    )

    assert isinstance(event, PostCreated)
    assert event.at == datetime(2020, 1, 1, 12, tzinfo=UTC)
    assert (event.post.text, event.post.mentions) == ("the lamp", ("@bob:plaza.test",))
    assert event.post.reply_to == Reference(post="$0")
    assert [(one.id, one.url, one.bytes) for one in event.post.media] == [
        ("mxc://plaza.test/a", "https://plaza.example/download/plaza.test/a", 9)
    ]


def test_whoever_enters_a_room_follows_it_until_they_leave() -> None:
    entered = event_of(happened("m.room.member", "@ada:plaza.test", membership="join"), PLACE)
    left = event_of(happened("m.room.member", "@ada:plaza.test", membership="leave"), PLACE)

    assert isinstance(entered, FollowCreated)
    assert isinstance(left, FollowRemoved)
    assert entered.target == left.target == "!harbour"


def test_whoever_is_sent_out_has_not_left() -> None:
    assert event_of(happened("m.room.member", "@bob:plaza.test", membership="leave"), PLACE) is None


def test_reactions_and_what_is_taken_back_are_events() -> None:
    reaction = event_of(happened("m.reaction", **{"m.relates_to": {"event_id": "$0", "key": "+"}}), PLACE)

    assert isinstance(reaction, ReactionCreated)
    assert isinstance(event_of(happened("m.room.redaction", redacts="$0"), PLACE), PostRemoved)
    assert event_of(happened("m.room.message"), PLACE) is None


@pytest.mark.parametrize("said", [10**20, -1, 253_402_300_800_000])
def test_a_time_that_cannot_be_is_refused(said: int) -> None:
    with pytest.raises(ValueError, match="no time"):
        moment(said)


def a_text(body: str, **more: object) -> Post:
    event = event_of(happened("m.room.message", msgtype="m.text", body=body, **more), PLACE)
    assert isinstance(event, PostCreated | PostUpdated)
    return event.post


def test_what_an_answer_quotes_is_not_its_authors() -> None:
    """As older clients write it: whoever reports a post was taken for its author."""
    answer = {"m.relates_to": {"m.in_reply_to": {"event_id": "$x"}}}
    post = a_text("> <@hand:plaza.test> FORBIDDEN https://forbidden.example\n> more\n\nI reported this", **answer)

    assert (post.text, post.quoted) == (
        "I reported this", "<@hand:plaza.test> FORBIDDEN https://forbidden.example\nmore")  # fmt: skip
    assert a_text("> I like arrows").text == "> I like arrows"
    formatted = "<mx-reply><a href='https://forbidden.example'>x</a></mx-reply><a href='https://mine.example'>y</a>"
    assert a_text("y", format="org.matrix.custom.html", formatted_body=formatted, **answer).links == (
        "https://mine.example",
    )


def test_a_link_behind_words_is_a_link_and_a_mention_is_none() -> None:
    formatted = "<a href=https://hidden.example>look</a> <a href='https://matrix.to/#/@bob:plaza.test'>Bob</a>"

    assert a_text("look", format="org.matrix.custom.html", formatted_body=formatted).links == (
        "https://hidden.example",
    )


def test_an_edit_is_a_change_of_the_post_that_it_changes() -> None:
    said = {
        "m.new_content": {"msgtype": "m.text", "body": "new words"},
        "m.relates_to": {"rel_type": "m.replace", "event_id": "$orig"},
    }
    event = event_of(happened("m.room.message", msgtype="m.text", body="* new words", **said), PLACE)

    assert isinstance(event, PostUpdated)
    assert (event.post.id, event.post.text) == ("$orig", "new words")


def test_a_sticker_is_a_picture_and_a_poll_has_its_choices() -> None:
    sticker = event_of(happened("m.sticker", body="flag", url="mxc://plaza.test/s"), PLACE)
    start = {"question": {"m.text": "which?"}, "answers": [{"m.text": "ferry"}, {"org.matrix.msc1767.text": "lamp"}]}
    poll = event_of(happened("org.matrix.msc3381.poll.start", **{"org.matrix.msc3381.poll.start": start}), PLACE)

    assert isinstance(sticker, PostCreated)
    assert [(one.kind, one.alt) for one in sticker.post.media] == [("image", "flag")]
    assert isinstance(poll, PostCreated)
    assert poll.post.text == "which?\nferry\nlamp"


def test_what_a_moderator_takes_back_is_its_authors_post() -> None:
    taken_back = happened("m.room.redaction", redacts="$x")
    known = event_of(taken_back, replace(PLACE, authors={"$x": "@hand:plaza.test"}))
    own = event_of(taken_back, replace(PLACE, authors={"$x": "@ada:plaza.test"}))
    unknown = event_of(taken_back, PLACE)

    assert [(one.account, one.by) for one in (known, own, unknown) if isinstance(one, PostRemoved)] == [
        ("@hand:plaza.test", "@ada:plaza.test"), ("@ada:plaza.test", "owner"), ("", "@ada:plaza.test")]  # fmt: skip


def test_a_name_that_changes_is_no_new_follow() -> None:
    again = happened("m.room.member", "@ada:plaza.test", membership="join", displayname="Ada II")
    again.unsigned = {"prev_content": {"membership": "join", "displayname": "Ada"}}
    same = happened("m.room.member", "@ada:plaza.test", membership="join", displayname="Ada")
    same.unsigned = again.unsigned

    changed = event_of(again, PLACE)
    assert isinstance(changed, AccountUpdated)
    assert changed.profile.display_name == "Ada II"
    assert event_of(same, PLACE) is None


def test_the_time_of_another_server_is_a_claim_and_never_later_than_now() -> None:
    ours = replace(PLACE, server="plaza.test")
    far = happened("m.room.message", msgtype="m.text", body="x")
    far.sender = "@eve:evil.test"
    now = datetime(2019, 1, 1, tzinfo=UTC)

    claimed = event_of(far, ours, now=now)
    assert claimed is not None
    assert (claimed.at, claimed.received) == (now, now)
    own = event_of(happened("m.room.message", msgtype="m.text", body="x"), ours, now=now)
    assert own is not None
    assert own.received == own.at == datetime(2020, 1, 1, 12, tzinfo=UTC)


@given(kind=st.sampled_from(KINDS), content=st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6))
def test_whatever_is_sent_gives_an_event_that_can_be_kept_or_none(kind: str, content: dict[str, object]) -> None:
    event = event_of(happened(kind, "@ada:plaza.test", **content), PLACE)
    if event is not None:
        assert msgspec.json.decode(msgspec.json.encode(event), type=type(event)) == event

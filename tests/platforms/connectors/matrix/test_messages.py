"""What happens in rooms becomes events, and whatever somebody sends there breaks nothing."""

from datetime import UTC, datetime

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from cautery.model.account import Platform
from cautery.model.event import FollowCreated, FollowRemoved, PostCreated, PostRemoved, ReactionCreated, Reference
from cautery.platforms.connectors.matrix.messages import Happened, Place, event_of, moment

PLACE = Place(platform=Platform("plaza"), media="https://plaza.example/download/")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=9,
)
FIELDS = ("body", "msgtype", "url", "info", "size", "mimetype", "m.relates_to", "m.mentions", "redacts", "membership")
KINDS = ("m.room.message", "m.reaction", "m.room.member", "m.room.redaction", "m.room.encrypted")


def happened(kind: str, state_key: str | None = None, **content: object) -> Happened:
    return Happened(
        event_id="$1",
        type=kind,
        sender="@ada:plaza.test",
        origin_server_ts=1_577_880_000_000,
        room_id="!harbour",
        content=content,
        state_key=state_key,
    )


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


def test_a_time_that_cannot_be_is_the_beginning() -> None:
    assert moment(10**20) == datetime(1970, 1, 1, tzinfo=UTC)


@given(kind=st.sampled_from(KINDS), content=st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6))
def test_whatever_is_sent_gives_an_event_that_can_be_kept_or_none(kind: str, content: dict[str, object]) -> None:
    event = event_of(happened(kind, "@ada:plaza.test", **content), PLACE)
    if event is not None:
        assert msgspec.json.decode(msgspec.json.encode(event), type=type(event)) == event

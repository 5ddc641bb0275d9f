"""What identifies people is hashed, and nothing else of an event is touched."""

from datetime import UTC, datetime

import msgspec

from cautery.events.format import Accepted
from cautery.events.masking import mask, masked_events
from cautery.kit.keyring import new_keyring
from cautery.model.account import AccountId, Platform
from cautery.model.event import AccountCreated, FollowCreated, SessionStarted

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
RING = new_keyring(at=NOON)
WHO = {"at": NOON, "platform": Platform("harbour"), "account": AccountId("ana")}
BORN = AccountCreated(id="e1", traits={"ip": "1.2.3.4", "asn": "AS1", "phone": None, "shoe": 43}, **WHO)  # type: ignore[arg-type]
LINE = msgspec.json.encode(msgspec.to_builtins(BORN) | {"later": {"field": "kept"}})


def test_identifying_traits_are_hashed_and_coarse_ones_stay() -> None:
    [event] = mask(Accepted(events=[BORN], lines=[LINE]), RING).events

    assert isinstance(event, AccountCreated)
    assert event.traits["ip"] == RING.hashed("ip", "1.2.3.4", at=NOON)
    assert event.traits["shoe"] == RING.hashed("shoe", "43", at=NOON)
    assert (event.traits["asn"], event.traits["phone"]) == ("AS1", None)


def test_the_line_says_what_the_event_says_and_keeps_fields_that_nobody_knows_yet() -> None:
    masked = mask(Accepted(events=[BORN], lines=[LINE]), RING)
    said = msgspec.json.decode(masked.lines[0])

    assert msgspec.json.decode(masked.lines[0], type=AccountCreated) == masked.events[0]
    assert said["later"] == {"field": "kept"}


def test_events_without_traits_keep_their_line_to_the_byte() -> None:
    follow = FollowCreated(id="e2", target=AccountId("ben"), **WHO)  # type: ignore[arg-type]
    coarse = SessionStarted(id="e3", traits={"asn": "AS1"}, **WHO)  # type: ignore[arg-type]
    accepted = Accepted(events=[follow, coarse], lines=[b'{"as": "it came"}', b"{ }"])

    assert mask(accepted, RING) == accepted


def test_what_is_compared_live_is_hashed_as_what_is_kept() -> None:
    assert masked_events([BORN], RING) == mask(Accepted(events=[BORN], lines=[LINE]), RING).events

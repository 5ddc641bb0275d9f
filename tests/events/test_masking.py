"""What identifies people is hashed, and nothing else of an event is touched."""

from datetime import UTC, datetime, timedelta

from cautery.events.masking import masked_events
from cautery.kit.keyring import new_keyring
from cautery.model.account import AccountId, Platform
from cautery.model.event import AccountCreated, FollowCreated, SessionStarted

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
RING = new_keyring(at=NOON)
WHO = {"at": NOON, "platform": Platform("harbour"), "account": AccountId("ana")}
BORN = AccountCreated(id="e1", traits={"ip": "1.2.3.4", "asn": "AS1", "phone": None, "shoe": 43}, **WHO)  # type: ignore[arg-type]


def test_identifying_traits_are_hashed_and_coarse_ones_stay() -> None:
    [event] = masked_events([BORN], RING)

    assert isinstance(event, AccountCreated)
    assert event.traits["ip"] == RING.hashed("ip", "1.2.3.4", at=NOON)
    assert event.traits["shoe"] == RING.hashed("shoe", "43", at=NOON)
    assert (event.traits["asn"], event.traits["phone"]) == ("AS1", None)


def test_events_without_identifying_traits_stay_as_they_are() -> None:
    follow = FollowCreated(id="e2", target=AccountId("ben"), **WHO)  # type: ignore[arg-type]
    coarse = SessionStarted(id="e3", traits={"asn": "AS1"}, **WHO)  # type: ignore[arg-type]

    assert masked_events([follow, coarse], RING) == [follow, coarse]


def test_which_keys_are_in_use_is_decided_by_when_the_platform_took_it() -> None:
    """Or else an author who dates a sign-up back is hashed under a key that is gone, and met with nobody."""
    rotated = RING.rotated(at=NOON)
    late = NOON + timedelta(days=400)
    back = AccountCreated(id="e1", traits={"ip": "1.2.3.4"}, received=late, **WHO)  # type: ignore[arg-type]
    [event] = masked_events([back], rotated)

    assert isinstance(event, AccountCreated)
    assert event.traits["ip"] == rotated.hashed("ip", "1.2.3.4", at=late)
    assert event.traits["ip"] != rotated.hashed("ip", "1.2.3.4", at=NOON)

"""The stream of a real data server, as events."""

import libipld
import pytest

from cautery.errors import Permanent
from cautery.model.event import AccountClosed, AccountCreated, AccountUpdated, PostCreated, PostRemoved
from cautery.platforms.connectors.atproto.firehose import Firehose, readable
from tests.servers.atproto import Pds, Person
from tests.shelves.drills import PLAZA

pytestmark = pytest.mark.xdist_group("pds")


def test_a_life_on_the_server_is_told_in_order(pds: Pds) -> None:
    _, since = _read(pds, 0)
    ada = Person(pds, "ada-of-the-stream")
    post = ada.posts("first light")
    ada.deletes(post)
    events, _ = _read(pds, since)

    assert [type(event) for event in events] == [AccountUpdated, AccountCreated, PostCreated, PostRemoved]
    assert {event.account for event in events} == {ada.did}
    assert isinstance(events[0], AccountUpdated)
    assert events[0].profile.handle == ada.handle
    assert isinstance(events[2], PostCreated)
    assert (events[2].post.id, events[2].post.text) == (post, "first light")


def test_an_account_that_goes_by_itself_is_closed_by_its_owner(pds: Pds) -> None:
    ada = Person(pds, "ada-who-goes")
    _, since = _read(pds, 0)
    ada.leaves()
    events, _ = _read(pds, since)

    assert [(event.by, event.reason) for event in events if isinstance(event, AccountClosed)] == [
        ("owner", "deactivated")
    ]


def test_a_place_that_was_never_reached_is_an_error_for_a_person(pds: Pds) -> None:
    firehose = Firehose(pds.address, platform=PLAZA)
    with pytest.raises(Permanent, match="FutureCursor"):
        firehose.read(10**9, most=1)
    firehose.close()


def test_links_between_blocks_are_written_as_people_write_them() -> None:
    """The text form of a CID is read back to the bytes that it stands for."""
    raw = bytes.fromhex("0171122091f2667e53ad6cab5692b83a0a5b2e418859896a096d640feb388146693943" + "07")
    text = readable({"ref": [raw]})

    assert isinstance(text, dict)
    assert text["ref"][0].startswith("bafyrei")
    assert libipld.decode_cid(text["ref"][0])["hash"]["digest"] == raw[4:]


def _read(pds: Pds, since: int) -> tuple[list[object], int]:
    firehose = Firehose(pds.address, platform=PLAZA)
    events: list[object] = []
    while (read := firehose.read(since, most=1000))[0] or read[1] != since:
        events, since = [*events, *read[0]], read[1]
    firehose.close()
    return events, since

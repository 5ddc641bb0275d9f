"""The connector puts the parts together: what a moderator may do more, and where the places of both streams are kept."""

import pytest

from cautery.errors import Invalid
from cautery.model.account import Account, AccountId
from cautery.model.action import Action
from cautery.model.decision import DecisionId
from cautery.model.event import NoticeReceived, PostCreated
from cautery.platforms.connectors.atproto import AtProto
from cautery.platforms.reach import Reach
from tests.servers.atproto import Network, Pds, Person
from tests.shelves.drills import PLAZA

MORE = {"ozone": "did:plc:ozone", "moderator": "moderator.test"}


def reach(address: str = "http://127.0.0.1:9", secret: str = "s", **more: str) -> Reach:
    return Reach(platform=PLAZA, connector="atproto", address=address, secret=secret, a_second=9, more=more)


def test_only_a_moderator_can_mark() -> None:
    assert AtProto.connect(reach()).measures == {"suspend", "remove"}
    assert AtProto.connect(reach(**MORE)).measures == {"suspend", "remove", "mark"}


def test_a_moderator_without_a_name_is_invalid() -> None:
    with pytest.raises(Invalid, match="moderator"):
        AtProto.connect(reach(ozone="did:plc:ozone")).greet()


@pytest.mark.xdist_group("network")
def test_posts_and_reports_come_in_by_one_cursor(network: Network) -> None:
    more = {"ozone": network.ozone_did, "moderator": network.moderator}
    platform = AtProto.connect(reach(network.pds.address, network.moderator_password, **more))
    cursor = None
    while (batch := platform.read_events(cursor)).events:
        cursor = batch.cursor
    ada = Person(network.pds, "ada-of-two-streams")
    ada.posts("words of both streams")
    ada.reports({"$type": "com.atproto.admin.defs#repoRef", "did": ada.did}, "myself", to=network.ozone_did)
    events = []
    while len({type(one) for one in events} & {PostCreated, NoticeReceived}) < 2:
        batch = platform.read_events(cursor)
        events, cursor = [*events, *batch.events], batch.cursor

    assert list(platform.read_events(cursor).events) == []
    platform.close()


@pytest.mark.xdist_group("pds")
def test_an_account_that_its_owner_closed_is_not_suspended(pds: Pds) -> None:
    """It may come back at any time."""
    ada = Person(pds, "ada-who-closed-it")
    ada.leaves()
    platform = AtProto.connect(reach(pds.address, pds.password))
    about = Account(platform=PLAZA, id=AccountId(ada.did))
    suspend = Action(key="k1", decision=DecisionId("d"), about=about, measure="suspend")

    assert not platform.in_effect(suspend)
    platform.act(suspend)
    assert platform.in_effect(suspend)
    platform.close()

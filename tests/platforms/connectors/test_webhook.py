"""What is special about the platform that anybody writes: its secret, its measures, and what it may tell wrongly."""

import json
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

import httpx
import pytest

from cautery.errors import Invalid, Missing, Refused
from cautery.model.account import Account, AccountId, Platform
from cautery.model.event import AccountCreated
from cautery.model.intake import UnreadableItem
from cautery.platforms.connectors.webhook import WebhookPlatform
from cautery.platforms.reach import Reach
from tests.servers.installed import ROOT
from tests.servers.receiver import WEBHOOK_SECRET, receiver_of_the_documentation
from tests.shelves.drills import Drill


@pytest.fixture
def site() -> Iterator[ModuleType]:
    with receiver_of_the_documentation() as opened:
        yield opened


def reach(site: ModuleType | None = None, *, secret: str = WEBHOOK_SECRET, **more: str) -> Reach:
    address = site.ADDRESS if site else "https://plaza.example"
    return Reach(platform=Platform("plaza"), connector="webhook", address=address, secret=secret, a_second=9, more=more)


def test_a_whole_receiver_is_sixty_lines() -> None:
    assert len((ROOT / "docs" / "howto" / "receiver.py").read_text().splitlines()) <= 60


GOOD = {"type": "account.created", "id": "e1", "at": "2020-01-01T12:00:00Z", "platform": "any", "account": "ada"}


def test_what_is_no_event_is_kept_apart_and_the_others_come_in(site: ModuleType) -> None:
    site.EVENTS += [{"type": "account.created"}, GOOD, {"type": "moon.risen"}, 7, GOOD | {"received": "soon"}]
    batch = WebhookPlatform.connect(reach(site)).read_events(None)

    assert [(event.id, event.platform) for event in batch.events] == [("e1", "plaza")]
    assert [one.raw for one in batch.unread] == [json.dumps(one).encode() for one in site.EVENTS if one is not GOOD]
    assert batch.cursor == "5"


def test_a_field_that_nobody_knows_is_dropped_and_counted(site: ModuleType) -> None:
    site.EVENTS += [GOOD | {"mail": "ada@plaza.example", "profile": {"phone": "+15550100", "handle": "ada"}}] * 2
    batch = WebhookPlatform.connect(reach(site)).read_events(None)

    assert [event.profile.handle for event in batch.events if isinstance(event, AccountCreated)] == ["ada", "ada"]
    assert batch.unknown == {"mail": 2, "profile.phone": 2}


def test_when_the_site_took_an_event_is_told_beside_what_its_author_claims(site: ModuleType) -> None:
    site.EVENTS.append(GOOD | {"received": "2024-05-01T10:00:00Z"})
    [event] = WebhookPlatform.connect(reach(site)).read_events(None).events

    assert (event.at.year, event.taken_at.year) == (2020, 2024)


def test_an_event_that_could_not_be_read_is_read_again(site: ModuleType) -> None:
    item = UnreadableItem(reader="told", place="1", reason="", raw=json.dumps(GOOD).encode())
    platform = WebhookPlatform.connect(reach(site))

    assert [event.platform for event in platform.read_again(item)] == ["plaza"]
    with pytest.raises(Invalid):
        platform.read_again(replace(item, raw=b"{"))


def test_what_the_platform_says_no_to_is_refused(site: ModuleType) -> None:
    site.ACCOUNTS["ada"] = "Ada"
    platform = WebhookPlatform.connect(reach(site, measures="suspend mark"))
    about = Account(platform=Platform("plaza"), id=AccountId("ada"))

    assert platform.look_up(about).handle == "Ada"
    with pytest.raises(Missing):
        platform.look_up(Account(platform=Platform("plaza"), id=AccountId("eve")))
    site.CAN = {"mark"}
    drill = Drill(connector=platform, about=about, another=about, goes_on=str, by_itself=print)
    with pytest.raises(Refused, match="says that it cannot"):
        platform.act(drill.action("suspend"))


def test_a_secret_that_cannot_be_one_is_told(site: ModuleType) -> None:
    with pytest.raises(Invalid, match="whsec_"):
        WebhookPlatform.connect(reach(secret="open the gate!"))


def test_a_measure_that_there_is_not_is_told() -> None:
    with pytest.raises(Invalid, match="'banish'"):
        WebhookPlatform.connect(reach(measures="suspend banish"))
    assert WebhookPlatform.connect(reach(measures="remove suspend")).of_posts == {"remove"}


def test_a_message_that_is_not_signed_or_is_old_changes_nothing(site: ModuleType) -> None:
    site.ACCOUNTS["ada"] = "Ada"
    body = b'{"type": "measure.take", "data": {"account": "ada", "measure": "suspend", "key": "k"}}'
    for headers in ({}, {"webhook-id": "m", "webhook-timestamp": "7", "webhook-signature": "v1,AAAA"}):
        assert httpx.post(site.ADDRESS, content=body, headers=headers).status_code == 401

    assert not site.WANTED

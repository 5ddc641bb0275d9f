"""What a moderator may do through a real Ozone, beyond what every connector is drilled in."""

import time
from collections.abc import Iterator

import httpx
import pytest

from cautery.errors import Refused
from cautery.model.event import NoticeReceived
from cautery.platforms.connectors.atproto.moderation import Moderation
from cautery.platforms.marks import MeasureMarks
from cautery.platforms.reach import Reach
from tests.servers.atproto import Network, Person
from tests.shelves.drills import PLAZA

pytestmark = pytest.mark.xdist_group("network")


@pytest.fixture
def office(network: Network) -> Iterator[Moderation]:
    more = {"ozone": network.ozone_did, "moderator": network.moderator, "label": "!hide"}
    opened = Moderation(
        Reach(
            platform=PLAZA,
            connector="atproto",
            address=network.pds.address,
            secret=network.moderator_password,
            a_second=9,
            more=more,
        )
    )
    yield opened
    opened.close()


def test_what_people_report_is_a_notice_and_is_read_once(office: Moderation, network: Network) -> None:
    ada, bob = Person(network.pds, "ada-who-reports"), Person(network.pds, "bob-who-lights")
    post = bob.posts("the lamp burns on")
    _, since = office.reports("", platform=PLAZA)
    ada.reports({"$type": "com.atproto.admin.defs#repoRef", "did": bob.did}, "a whole network", to=network.ozone_did)
    told, place = office.reports(since, platform=PLAZA)
    again, unmoved = office.reports(place, platform=PLAZA)
    [event] = told.events

    assert isinstance(event, NoticeReceived)
    assert (event.account, event.notice.about.account, event.notice.text) == (ada.did, bob.did, "a whole network")
    assert event.notice.category == "reasonViolation"
    assert (again.events, again.unread, unmoved) == ([], [], place)
    assert post


def test_a_mark_is_a_label_that_everybody_can_see(office: Moderation, network: Network) -> None:
    bob = Person(network.pds, "bob-who-is-marked")
    subject = {"$type": "com.atproto.admin.defs#repoRef", "did": bob.did}
    _known(office, subject)
    office.put(subject, "mark", MeasureMarks(keys=("k1",)))
    assert [one.get("neg", False) for one in _labels(network, bob.did)] == [False]
    office.put(subject, "mark", MeasureMarks())

    assert [one for one in _labels(network, bob.did) if not one.get("neg")] == []


def test_other_moderators_read_why(office: Moderation, network: Network) -> None:
    """The keys of our actions stand in the comments: whoever asks us can be answered."""
    bob = Person(network.pds, "bob-with-a-file")
    subject = {"$type": "com.atproto.admin.defs#repoRef", "did": bob.did}
    _known(office, subject)
    office.put(subject, "suspend", MeasureMarks(theirs="spam, says Ada"))
    office.put(subject, "suspend", office.marks(subject, "suspend").with_key("k1"))

    assert office.marks(subject, "suspend") == MeasureMarks(theirs="spam, says Ada", keys=("k1",))


def test_a_picture_alone_is_refused(office: Moderation) -> None:
    subject = {"$type": "com.atproto.admin.defs#repoBlobRef", "did": "did:plc:ada", "cid": "bafy1"}
    with pytest.raises(Refused, match="act on the post"):
        office.put(subject, "remove", MeasureMarks(keys=("k1",)))


def _labels(network: Network, did: str) -> list[dict[str, object]]:
    asked = {"uriPatterns": did}
    return list(httpx.get(f"{network.ozone}/xrpc/com.atproto.label.queryLabels", params=asked).json()["labels"])


def _known(office: Moderation, subject: dict[str, str]) -> None:
    """Wait until the network has heard of an account."""
    for _ in range(600):
        try:
            office.handle(subject)
        except Exception:  # whatever it is that the servers answer meanwhile
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the network did not take notice of a new account")

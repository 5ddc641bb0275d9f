"""What the administrator of a real data server may do, beyond what every connector is drilled in."""

import httpx
import pytest

from cautery.platforms.connectors.atproto.administration import Administration
from cautery.platforms.connectors.atproto.records import media_id
from cautery.platforms.connectors.atproto.subjects import item
from cautery.platforms.marks import MeasureMarks
from cautery.platforms.reach import Reach
from tests.platforms.connectors.atproto.test_subjects import remove
from tests.servers.atproto import Pds, Person
from tests.shelves.drills import PLAZA

pytestmark = pytest.mark.xdist_group("pds")


def test_a_picture_that_is_taken_down_is_not_given_to_anybody_until_it_is_given_back(pds: Pds) -> None:
    ada = Person(pds, "ada-with-a-picture")
    blob = ada.uploads(b"not really a picture")
    ada.posts("look", embed={"$type": "app.bsky.embed.images", "images": [{"alt": "", "image": blob}]})
    cid = str(blob["ref"]["$link"])  # type: ignore[index]
    office = Administration(
        Reach(platform=PLAZA, connector="atproto", address=pds.address, secret=pds.password, a_second=9)
    )
    subject = {"$type": "com.atproto.admin.defs#repoBlobRef", "did": ada.did, "cid": cid}

    def shown() -> int:
        asked = {"did": ada.did, "cid": cid}
        return httpx.get(f"{pds.address}/xrpc/com.atproto.sync.getBlob", params=asked).status_code

    assert shown() == 200
    office.put(subject, "remove", MeasureMarks(keys=("k1",)))
    assert (shown(), office.marks(subject, "remove").keys) == (400, ("k1",))
    office.put(subject, "remove", MeasureMarks())
    assert (shown(), office.marks(subject, "remove").wanted) == (200, False)
    office.close()


def test_the_id_that_events_give_a_picture_is_what_an_action_is_about() -> None:
    subject = item(remove(media_id("did:plc:ada", "bafy1")), platform=PLAZA)

    assert subject == {"$type": "com.atproto.admin.defs#repoBlobRef", "did": "did:plc:ada", "cid": "bafy1"}

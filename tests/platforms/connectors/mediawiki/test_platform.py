"""What measures on a real wiki mean for whom they meet."""

from collections.abc import Iterator

import pytest

from cautery.errors import Refused
from cautery.model.account import Account, AccountId
from cautery.model.action import Action
from cautery.model.decision import DecisionId
from cautery.platforms.connectors.mediawiki import MediaWiki
from tests.platforms.connectors.mediawiki.test_wiki import reach
from tests.servers.mediawiki import Wiki, Writer, warden
from tests.shelves.drills import PLAZA

pytestmark = pytest.mark.xdist_group("wiki")


@pytest.fixture
def platform(wiki: Wiki) -> Iterator[MediaWiki]:
    opened = MediaWiki.connect(reach(wiki, wiki.user, wiki.password))
    yield opened
    opened.close()


def suspend(who: Writer) -> Action:
    about = Account(platform=PLAZA, id=AccountId(who.name))
    return Action(key="k1", decision=DecisionId("d"), about=about, measure="suspend")


def test_whoever_is_blocked_writes_nothing_until_it_is_taken_back(wiki: Wiki, platform: MediaWiki) -> None:
    ada = Writer(wiki, "Ada who is blocked")
    platform.act(suspend(ada))
    with pytest.raises(RuntimeError, match="blocked"):
        ada.writes("Still here", "?")
    platform.undo(suspend(ada), "k1")

    assert ada.writes("Here again", "!")


def test_a_block_of_theirs_that_ends_by_itself_comes_back_as_it_was(wiki: Wiki, platform: MediaWiki) -> None:
    ada = Writer(wiki, "Ada who may come back")
    warden(wiki).does("block", user=ada.name, expiry="2099-01-01T00:00:00Z", reason="spam, says Ada")
    platform.act(suspend(ada))
    assert _block(wiki, ada) == ("infinite", "spam, says Ada (until 2099-01-01T00:00:00Z) [cautery k1]")
    platform.undo(suspend(ada), "k1")

    assert _block(wiki, ada) == ("2099-01-01T00:00:00Z", "spam, says Ada")


def test_who_may_not_write_on_one_page_is_not_suspended(wiki: Wiki, platform: MediaWiki) -> None:
    ada = Writer(wiki, "Ada of all but one page")
    ada.writes("Quarrel", "!")
    more = {"partial": "1", "allowusertalk": "1", "pagerestrictions": "Quarrel"}
    warden(wiki).does("block", user=ada.name, expiry="never", reason="calm down", **more)

    assert not platform.in_effect(suspend(ada))


def test_whoever_lacks_a_right_is_told_which(wiki: Wiki) -> None:
    ada = Writer(wiki, "Ada who greets")
    with pytest.raises(Refused, match="may not block, delete"):
        MediaWiki.connect(reach(wiki, ada.name, f"password of {ada.name}")).greet()


def _block(wiki: Wiki, who: Writer) -> tuple[str, str]:
    asked = {"action": "query", "list": "users", "ususers": who.name, "usprop": "blockinfo", "format": "json"}
    user = who.http.get(f"{wiki.address}/api.php", params=asked).json()["query"]["users"][0]
    return user["blockexpiry"], user["blockreason"]

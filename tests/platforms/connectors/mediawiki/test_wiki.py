"""A wiki is spoken with as somebody it knows, and its way of saying no is ours."""

import pytest

from cautery.errors import Missing, Permanent, Refused
from cautery.platforms.connectors.mediawiki.wiki import Wiki as Spoken
from cautery.platforms.reach import Reach
from tests.servers.mediawiki import Wiki, Writer
from tests.shelves.drills import PLAZA

pytestmark = pytest.mark.xdist_group("wiki")


def reach(wiki: Wiki, user: str, password: str) -> Reach:
    return Reach(
        platform=PLAZA, connector="mediawiki", address=wiki.address, secret=password, a_second=9, more={"user": user}
    )


def test_a_wiki_that_has_forgotten_us_is_told_again_who_we_are(wiki: Wiki) -> None:
    spoken = Spoken(reach(wiki, wiki.user, wiki.password))
    spoken.ask(dict, action="query", meta="userinfo")
    spoken._http._client.cookies.clear()
    spoken._token = "an old token"

    assert "query" in spoken.ask(dict, action="query", meta="userinfo")
    spoken._token = "an old token"
    assert "options" in spoken.do(dict, action="options", optionname="userjs-cautery-test")
    spoken.close()


def test_what_a_wiki_says_no_to_is_our_error(wiki: Wiki) -> None:
    ada = Writer(wiki, "Ada who is no administrator")
    spoken = Spoken(reach(wiki, ada.name, f"password of {ada.name}"))
    with pytest.raises(Refused, match="permission"):
        spoken.do(dict, action="block", user="Warden", expiry="never", reason="x")
    with pytest.raises(Missing):
        spoken.do(dict, action="parse", page="No such page")
    with pytest.raises(Permanent, match="badvalue"):
        spoken.do(dict, action="dance")
    spoken.close()


def test_whoever_it_does_not_know_is_refused(wiki: Wiki) -> None:
    with pytest.raises(Refused, match="does not let 'Nobody' in"):
        Spoken(reach(wiki, "Nobody", "4711")).ask(dict, action="query", meta="userinfo")

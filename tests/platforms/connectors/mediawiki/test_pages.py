"""Pages of a real wiki go and come back, each with what belongs to it and nothing else."""

from collections.abc import Iterator

import pytest

from cautery.errors import Missing, Refused
from cautery.platforms.connectors.mediawiki import pages
from cautery.platforms.connectors.mediawiki.wiki import Wiki as Spoken
from cautery.platforms.marks import MeasureMarks
from tests.platforms.connectors.mediawiki.test_wiki import reach
from tests.servers.mediawiki import Wiki, Writer, warden

pytestmark = pytest.mark.xdist_group("wiki")
OURS = MeasureMarks(keys=("k1",))


@pytest.fixture
def spoken(wiki: Wiki) -> Iterator[Spoken]:
    opened = Spoken(reach(wiki, wiki.user, wiki.password))
    yield opened
    opened.close()


def test_what_somebody_deleted_before_us_stays_deleted(wiki: Wiki, spoken: Spoken) -> None:
    ada = Writer(wiki, "Ada of two lives")
    ada.writes("Lives", "first life")
    warden(wiki).does("delete", title="Lives", reason="spam, says Ada")
    ada.writes("Lives", "second life")
    pages.delete(spoken, pages.look(spoken, "Lives", writer=ada.name), OURS)
    pages.restore(spoken, pages.look(spoken, "Lives", writer=ada.name), MeasureMarks())

    assert _texts(ada, "Lives") == ["second life"]


def test_where_others_wrote_too_an_administrator_must_look(wiki: Wiki, spoken: Spoken) -> None:
    ada, bob = Writer(wiki, "Ada of the square"), Writer(wiki, "Bob of the square")
    ada.writes("Square", "one")
    bob.writes("Square", "one\ntwo")
    with pytest.raises(Refused, match="Others than 'Ada of the square'"):
        pages.look(spoken, "Square", writer=ada.name)

    assert _texts(ada, "Square") == ["one\ntwo"]


def test_a_file_goes_and_comes_back_without_what_was_deleted_before(wiki: Wiki, spoken: Spoken) -> None:
    ada = Writer(wiki, "Ada with a file")
    ada.uploads("Lamp-of-ada.txt", b"an older lamp")
    warden(wiki).does("delete", title="File:Lamp-of-ada.txt", reason="spam, says Ada")
    title = ada.uploads("Lamp-of-ada.txt", b"a lamp of ada")
    pages.delete(spoken, pages.look(spoken, title, writer=ada.name), OURS)
    assert pages.look(spoken, title, writer=ada.name).marks == OURS
    pages.restore(spoken, pages.look(spoken, title, writer=ada.name), MeasureMarks())

    assert not pages.look(spoken, title, writer=ada.name).marks.wanted
    assert _versions(ada, title) == [b"a lamp of ada"]


@pytest.mark.parametrize("title", ["No such page", "Main Page", "Bad<title>", ""])
def test_what_they_did_not_write_is_missing(spoken: Spoken, title: str) -> None:
    with pytest.raises(Missing):
        pages.look(spoken, title or "|", writer="Ada")


def _texts(writer: Writer, title: str) -> list[str]:
    asked = {"action": "query", "titles": title, "prop": "revisions", "rvprop": "content", "rvslots": "main"}
    more = {"format": "json", "formatversion": "2", "rvlimit": "1"}
    page = writer.http.get(writer.api, params=asked | more).json()["query"]["pages"][0]
    return [one["slots"]["main"]["content"] for one in page.get("revisions", [])]


def _versions(writer: Writer, title: str) -> list[bytes]:
    asked = {"action": "query", "titles": title, "prop": "imageinfo", "iiprop": "url", "iilimit": "max"}
    page = writer.http.get(writer.api, params={**asked, "format": "json", "formatversion": "2"}).json()["query"][
        "pages"
    ][0]
    return [writer.http.get(one["url"]).content for one in page.get("imageinfo", [])]

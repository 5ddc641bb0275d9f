"""Promises about what a post says, and what it is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert

from cautery.model.account import AccountId, Platform
from cautery.model.event import PostCreated, PostRemoved, PostUpdated, Reference
from cautery.platforms.connectors.mastodon.statuses import Status, edited, parted, posted, removed, words_of

PLAZA = Platform("plaza")
SAID = {
    "id": "7",
    "created_at": "2026-10-15T20:50:39.766Z",
    "account": {"id": "ada"},
    "visibility": "public",
    "content": "<p>The lamp burns</p>",
}


def status(**more: object) -> Status:
    return convert(SAID | more, type=Status)


def test_links_count_and_mentions_do_not() -> None:
    words, links = words_of(
        '<p><a class="u-url mention" href="https://a.example/@ada">@ada</a> see <a href="https://b.example">b</a></p>'
    )

    assert words == "@ada see b"
    assert links == ("https://b.example",)


@given(st.text())
def test_whatever_a_post_holds_can_be_read(content: str) -> None:
    words, _ = words_of(content)

    assert words == words.strip()


@pytest.mark.parametrize("visibility", ["private", "direct", "limited", ""])
def test_what_not_everybody_may_read_is_not_read(visibility: str) -> None:
    changed = "2026-10-15T21:00:00Z"

    assert posted(status(visibility=visibility), PLAZA) is None
    assert edited(status(visibility=visibility, edited_at=changed), PLAZA) is None


def test_a_post_is_called_the_same_whichever_way_it_came() -> None:
    """Asked for after it was changed, it is still the post that was told when it was written."""
    changed = status(edited_at="2026-10-15T21:00:00Z")
    told = [posted(status(), PLAZA), edited(status(), PLAZA), posted(changed, PLAZA)]

    assert [event.id if event else None for event in told] == ["status/7"] * 3


def test_each_change_is_an_event_at_its_time() -> None:
    first, second = (edited(status(edited_at=f"2026-10-15T21:0{minute}:00Z"), PLAZA) for minute in (1, 2))

    assert isinstance(first, PostUpdated)
    assert isinstance(second, PostUpdated)
    assert first.id != second.id
    assert (first.post.id, first.at.minute, second.at.minute) == ("7", 1, 2)


def test_a_boost_passes_on_and_says_nothing() -> None:
    event = posted(status(reblog={"id": "6", "account": {"id": "eve"}}), PLAZA)

    assert isinstance(event, PostCreated)
    assert event.post.repost_of == Reference(post="6", account=AccountId("eve"))
    assert event.post.text is None


def test_a_deletion_names_the_post_and_whose_it_was() -> None:
    event = removed("7", AccountId("ada"), PLAZA)

    assert isinstance(event, PostRemoved)
    assert (event.id, event.post.id, event.account) == ("status/7/removed", "7", "ada")


def test_a_picture_and_the_words_behind_a_warning_and_in_a_poll_come_too() -> None:
    picture = {"id": "22", "type": "image", "url": "https://files.plaza.example/22.png", "description": "alt words"}
    card = {"url": "https://lamp.example", "title": "A title", "description": "Of a page"}
    poll = {"options": [{"title": "ferry"}, {"title": "lamp"}]}
    said = status(content="<p>above</p>", spoiler_text="behind", media_attachments=[picture], card=card, poll=poll)
    event = posted(said, PLAZA)

    assert isinstance(event, PostCreated)
    assert event.post.text == "behind\n\nabove\n\nferry\n\nlamp"
    assert event.post.quoted == "A title\n\nOf a page"
    assert event.post.links == ("https://lamp.example",)
    assert [(one.id, one.kind, one.alt) for one in event.post.media] == [("22", "image", "alt words")]


def test_blocks_stand_on_lines_of_their_own() -> None:
    assert words_of("<ul><li>one</li><li>two</li></ul>")[0].split() == ["one", "two"]
    assert words_of("<h1>head</h1><p>a<br>b</p><pre>c</pre>")[0].split() == ["head", "a", "b", "c"]


def test_what_is_quoted_is_not_its_authors() -> None:
    own, quoted, links = parted(
        '<blockquote><p>THEIRS <a href="https://theirs.example">x</a></p></blockquote><p>mine <a href="https://mine.example">y</a></p>'
    )
    quote = {"quoted_status": {"id": "5", "account": {"id": "eve"}, "content": "<p>THEIRS</p>"}}
    inline = '<p class="quote-inline">RE: <a href="https://theirs.example">x</a></p><p>mine</p>'
    event = posted(status(content=inline, quote=quote), PLAZA)

    assert (own, quoted, links) == ("mine y", "THEIRS x", ("https://mine.example",))
    assert isinstance(event, PostCreated)
    assert (event.post.text, event.post.links) == ("mine", ())
    assert event.post.quoted is not None
    assert event.post.quoted.endswith("THEIRS")
    assert event.post.quote_of == Reference(post="5", account=AccountId("eve"))

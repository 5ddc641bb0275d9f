"""What is typed into the search field is read as words and fields, and never as the language of a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.app import App
from cautery.engine.text_index import PostQuestion, find_posts, opened
from cautery.errors import Invalid
from cautery.pipeline.connections.search_query import read_query


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("lamps", '"lamps"'),
        ('"old pier" lamps', '"old pier" AND "lamps"'),
        ("lamp* -song", '"lamp" * NOT "song"'),
        ("قَناديل", '"قناديل"'),
        ("link:https://t.me/abc", 'links : "https t me abc"'),
        ("platform:plaza", ""),
        ("@ana", '"ana"'),
        ("", ""),
    ],
)
def test_words_are_read(typed: str, words: str) -> None:
    assert read_query(typed).words == words


def test_fields_are_read_beside_the_words() -> None:
    query = read_query('from:ana platform:"old plaza" after:2026-01-01 lamps')

    assert query.fields == {"from": "ana", "platform": "old plaza", "after": "2026-01-01"}
    assert (query.text, query.of_posts) == ("lamps", True)
    assert query.time("after") is not None
    assert not read_query("account:ana").of_posts


@pytest.mark.parametrize("typed", ["colour:red", "-lamps", "x" * 501])
def test_what_cannot_be_asked_is_told(typed: str) -> None:
    with pytest.raises(Invalid):
        read_query(typed)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_question_or_refused(typed: str) -> None:
    """No text is run as FTS5's own language."""
    try:
        words = read_query(typed).words
    except Invalid:
        return
    assert words.count('"') % 2 == 0


def test_the_index_understands_what_is_read(app: App) -> None:
    with opened(app.config.text_index) as connection:
        for typed in ('"a" OR b*', 'NEAR(a b) AND "', "text:x"[5:], "a-b c.d e'f", "^a {b} (c)", 'link:"t.me/*" -"'):
            words = read_query(f"{typed} lamps").words
            assert find_posts(connection, PostQuestion(words=words), most=1) == []

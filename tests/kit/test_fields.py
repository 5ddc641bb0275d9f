"""A field that nobody decided about is found."""

from cautery.kit.fields import left_out, rows_of, undecided, used

FIELDS = {"post": used(id="post.id", m__text="post.text") | left_out("they say nothing here", "height width")}


def test_a_field_that_nobody_decided_about_is_named() -> None:
    assert undecided({"id": 1, "m.text": 2, "width": 3}, "post", FIELDS) == []
    assert undecided({"id": 1, "mood": 2}, "post", FIELDS) == ["post.mood"]
    assert undecided({"id": 1}, "poll", FIELDS) == ["poll.id"]


def test_a_table_is_printed_row_by_row() -> None:
    assert list(rows_of(FIELDS))[1:3] == [
        ("post", "m.text", "post.text"),
        ("post", "height", "not used: they say nothing here"),
    ]

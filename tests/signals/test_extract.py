import polars as pl

from cautery.signals.extract import VALUES, handoffs_of, links_of

ALTS = pl.List(pl.Struct({"alt": pl.String}))
Post = tuple[str, str | None, list[str] | None]


def test_links_written_and_links_given_are_listed_with_who_and_where() -> None:
    posts = _posts(
        ("p1", "see https://www.example.org/a?utm_source=x", ["hxxps://justpaste[.]it/abcd"]), ("p2", "none", [])
    )

    assert links_of(posts).collect().rows() == [
        ("sim", "mara", "justpaste.it/abcd", "p1"),
        ("sim", "mara", "example.org/a", "p1"),
    ]


def test_contacts_are_listed_whether_given_in_words_or_by_link() -> None:
    posts = _posts(
        ("p1", "kik me: Ash.Ember7", None), ("p2", None, ["https://t.me/ash_ember"]), ("p3", "Telegram is down.", [])
    )

    assert handoffs_of(posts).collect().rows() == [
        ("sim", "mara", "kik:ash.ember7", "p1"),
        ("sim", "mara", "telegram:ash_ember", "p2"),
    ]


def test_a_value_given_twice_in_a_post_is_listed_once_and_in_two_posts_twice() -> None:
    posts = _posts(("p1", "example.org/a http://example.org/a", ["example.org/a"]), ("p2", "example.org/a", None))

    assert [item for *_, item in links_of(posts).collect().iter_rows()] == ["p1", "p2"]


def test_what_stands_beside_a_picture_is_its_authors_words_too() -> None:
    """A contact that is hidden there is given all the same."""
    shown = pl.Series("media", [[{"alt": "kik me: Ash.Ember7"}, {"alt": None}], [], None], dtype=ALTS)
    posts = _posts(("p1", None, None), ("p2", "kik me: bea", None), ("p3", None, None)).with_columns(shown)

    assert handoffs_of(posts).collect().rows() == [
        ("sim", "mara", "kik:ash.ember7", "p1"),
        ("sim", "mara", "kik:bea", "p2"),
    ]


def test_without_posts_the_columns_are_there_and_empty() -> None:
    for found in (links_of(_posts()), handoffs_of(_posts()), links_of(_posts(("p1", None, None)))):
        assert dict(found.collect_schema()) == VALUES
        assert found.collect().is_empty()


def test_columns_that_posts_have_besides_do_no_harm() -> None:
    posts = _posts(("p1", "example.org/a", [])).with_columns(views=pl.lit(3), lang=pl.lit("en"))

    assert links_of(posts).collect().height == 1


def _posts(*posts: Post) -> pl.LazyFrame:
    schema = {
        "platform": pl.String,
        "account": pl.String,
        "post": pl.String,
        "text": pl.String,
        "links": pl.List(pl.String),
    }
    return pl.LazyFrame([("sim", "mara", *post) for post in posts], schema=schema, orient="row")

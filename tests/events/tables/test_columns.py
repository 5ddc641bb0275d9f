"""What each column of somebody's table is: recognised by its name, or said by a person; never guessed by its content."""

import pytest

from cautery.errors import Invalid
from cautery.events.tables.columns import Columns, kind_of, recognise, refuse_unless_whole


def named(header: list[str], columns: Columns) -> dict[str, str]:
    return {what: header[place] for what, place in columns.items()}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("post_id username date message poster_ip", "post handle at text ip"),
        ("id user_id Created-At raw", "post account at text"),
        ("PID UID Username dateline message", "post account handle at text"),
        ("Benutzername Datum Beitrag", "handle at text"),
    ],
)
def test_the_columns_of_usual_forums_are_recognised(header: str, expected: str) -> None:
    columns = recognise(header.split(), {})

    assert {what: columns[what] for what in expected.split()} == {what: n for n, what in enumerate(expected.split())}
    assert columns["account"] == columns["account" if "account" in expected else "handle"]
    assert kind_of(columns) == "posts"


def test_what_a_person_says_goes_before_what_is_recognised() -> None:
    header = ["author", "message", "signature_text", "date"]

    assert named(header, recognise(header, {"text": "signature_text"}))["text"] == "signature_text"


def test_a_column_is_one_thing_only() -> None:
    places = list(recognise(["user_id", "id", "text", "time", "post_id"], {}).values())

    assert len(places) == len(set(places))


def test_a_table_of_members_and_one_of_removed_accounts_are_told_apart_from_posts() -> None:
    assert kind_of(recognise(["username", "email", "joined"], {}, kind="members")) == "members"
    assert kind_of(recognise(["username"], {}, kind="removed")) == "removed"
    assert named(["id", "banned_at"], recognise(["id", "banned_at"], {}, kind="removed")) == {
        "account": "id",
        "at": "banned_at",
    }


def test_what_is_missing_is_told_with_the_columns_that_there_are() -> None:
    header = ["who", "message", "date"]
    with pytest.raises(Invalid, match=r"'account'.*who, message, date.*--column account=NAME"):
        refuse_unless_whole(recognise(header, {}), header, kind="posts", file="posts.csv")
    with pytest.raises(Invalid, match="no column 'nowhere'"):
        recognise(header, {"account": "nowhere"})
    with pytest.raises(Invalid, match="no 'religion'"):
        recognise(header, {"religion": "who"})

    refuse_unless_whole(recognise(header, {"account": "Who"}), header, kind="posts", file="posts.csv")

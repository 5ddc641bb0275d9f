"""The index finds posts by words, links, hashes and time, and accounts by every name that they had."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection

import pytest

from cautery.engine.text_index import (
    IndexedName,
    IndexedPost,
    PostQuestion,
    add_names,
    add_posts,
    find_names,
    find_posts,
    names_of,
    opened,
)
from cautery.model.account import Account, AccountId, Platform

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
HARBOUR = Platform("harbour")


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Connection]:
    with opened(tmp_path / "engine" / "search.db") as connection:
        yield connection


def post(
    name: str, text: str, *, hours: int = 0, account: str = "ana", links: str = "", hashes: tuple[str, ...] = ()
) -> IndexedPost:
    return IndexedPost(
        platform=HARBOUR, post=name, account=AccountId(account), at=NOON + timedelta(hours=hours), lang="en",
        text=text, links=links, shown=text, hashes=hashes,
    )  # fmt: skip


def found(index: Connection, **asked: object) -> list[str]:
    return [one.post for one, _ in find_posts(index, PostQuestion(**asked), most=9)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"words": '"old pier"'}, ["p2", "p1"]),
        ({"words": '"lamp" *'}, ["p3", "p1"]),
        ({"words": '"pier" NOT "song"'}, ["p1"]),
        ({"words": 'links : "t me abc"'}, ["p2"]),
        ({"hash": "9f86"}, ["p3"]),
        ({"accounts": ("zoe",)}, ["p3"]),
        ({"accounts": ()}, []),
        ({"after": NOON + timedelta(hours=1), "before": NOON + timedelta(hours=2)}, ["p2"]),
        ({"platform": "quay"}, []),
        ({"lang": "en"}, ["p3", "p2", "p1"]),
    ],
)
def test_posts_are_found_the_newest_first(asked: dict[str, object], names: list[str], index: Connection) -> None:
    add_posts(
        index,
        [
            post("p1", "lamps of the old pier"),
            post("p2", "song of the old pier", hours=1, links="https://t.me/abc"),
            post("p3", "a lamplighter", hours=2, account="zoe", hashes=("9f86",)),
        ],
    )

    assert found(index, **asked) == names


def test_a_post_that_comes_again_or_is_edited_is_there_once_as_it_is_now(index: Connection) -> None:
    for text in ("old words", "old words", "new words"):
        add_posts(index, [post("p1", text, hashes=("9f86",))])

    assert (found(index, words='"old"'), found(index, words='"new"'), found(index, hash="9f86")) == ([], ["p1"], ["p1"])


def test_pages_lead_to_one_another(index: Connection) -> None:
    add_posts(index, [post(f"p{n}", "lamps") for n in range(5)])
    seen, behind = [], None
    for _ in range(3):
        page = find_posts(index, PostQuestion(words='"lamps"'), most=2, behind=behind)
        seen += [one.post for one, _ in page]
        behind = page[-1][1]

    assert seen == ["p4", "p3", "p2", "p1", "p0"]


def test_an_account_is_found_by_the_beginning_of_any_name_that_it_had(index: Connection) -> None:
    ana = Account(platform=HARBOUR, id=AccountId("7"))
    told = [("handle", "lamps_of_the_pier", 0), ("handle", "other", 5), ("display name", "ana the lamplighter", 1)]
    for kind, name, hours in told:
        add_names(index, [IndexedName(about=ana, kind=kind, name=name, said=name, at=NOON + timedelta(hours=hours))])

    for begin in ("lamps", "other", "ana the"):
        assert [one.about for one in find_names(index, begin, most=9)] == [ana]
    assert find_names(index, "lamps", most=9, platform="quay") == []
    assert [one.name for one in names_of(index, ana)] == ["other", "ana the lamplighter", "lamps_of_the_pier"]

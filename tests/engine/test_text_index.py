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
    is_empty,
    key_of_post,
    names_of,
    opened,
)
from cautery.model.account import Account, AccountId, Platform
from cautery.store.journal import JournalPlace

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
HARBOUR = Platform("harbour")
ANA = Account(platform=HARBOUR, id=AccountId("7"))


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Connection]:
    with opened(tmp_path / "engine" / "search.db") as connection:
        yield connection


def post(
    name: str, text: str, *, hours: int = 0, account: str = "ana", links: str = "", hashes: tuple[str, ...] = ()
) -> IndexedPost:
    return IndexedPost(
        platform=HARBOUR, post=name, account=AccountId(account), at=NOON + timedelta(hours=hours), lang="en",
        text=text, links=links, hashes=hashes,
    )  # fmt: skip


def batch(number: int) -> dict[str, JournalPlace]:
    return {"since": JournalPlace(segment=1, byte=number), "until": JournalPlace(segment=1, byte=number + 1)}


def found(index: Connection, **asked: object) -> list[str]:
    keys = {key_of_post("harbour", f"p{n}"): f"p{n}" for n in range(9)}
    return [keys[one.key] for one in find_posts(index, PostQuestion(**asked), most=9)]  # type: ignore[arg-type]


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
        **batch(7),
    )

    assert found(index, **asked) == names


def test_a_post_that_comes_again_or_is_edited_is_there_once_as_it_is_now(index: Connection) -> None:
    for number, text in ((1, "old words"), (1, "old words"), (2, "new words")):
        add_posts(index, [post("p1", text, hashes=("9f86",))], **batch(number))
    add_posts(index, [post("p2", "other words")], **batch(3))

    assert (found(index, words='"old"'), found(index, words='"new"'), found(index, hash="9f86")) == ([], ["p1"], ["p1"])


def test_pages_lead_to_one_another(index: Connection) -> None:
    add_posts(index, [post(f"p{n}", "lamps") for n in range(5)], **batch(1))
    seen: list[int] = []
    before = None
    for _ in range(3):
        page = find_posts(index, PostQuestion(words='"lamps"'), most=2, before=before)
        seen += [one.key for one in page]
        before = page[-1].number

    assert seen == [key_of_post("harbour", f"p{n}") for n in (4, 3, 2, 1, 0)]


def test_a_post_is_said_to_stand_in_its_batch(index: Connection) -> None:
    add_posts(index, [post("p1", "lamps", account="zoe")], **batch(7))
    [place] = find_posts(index, PostQuestion(), most=2)

    assert (place.account, place.since.byte, place.until.byte) == ("zoe", 7, 8)


def test_an_index_of_an_earlier_version_is_emptied(tmp_path: Path) -> None:
    with opened(tmp_path / "search.db") as index:
        add_names(index, [IndexedName(about=ANA, kind="id", name="7", said="7", at=NOON)])
        index.execute("PRAGMA user_version = 0")
        index.commit()
    with opened(tmp_path / "search.db") as index:
        assert is_empty(index)


def test_an_account_is_found_by_the_beginning_of_any_name_that_it_had(index: Connection) -> None:
    told = [("handle", "lamps_of_the_pier", 0), ("handle", "other", 5), ("display name", "ana the lamplighter", 1)]
    for kind, name, hours in told:
        add_names(index, [IndexedName(about=ANA, kind=kind, name=name, said=name, at=NOON + timedelta(hours=hours))])

    for begin in ("lamps", "other", "ana the"):
        assert [one.about for one in find_names(index, begin, most=9)] == [ANA]
    assert find_names(index, "lamps", most=9, platform="quay") == []
    assert [one.name for one in names_of(index, ANA)] == ["other", "ana the lamplighter", "lamps_of_the_pier"]

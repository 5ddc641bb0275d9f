"""Parquet rows are the lines that they stand for."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.errors import Invalid
from cautery.events import parquet
from cautery.events.formats.canonical import Canonical
from cautery.events.parquet import rows_of
from cautery.model.event import AccountCreated, AnyEvent, FollowCreated, PostCreated, Reference

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
WHO = {"platform": ["harbour"], "account": ["a1"], "at": [NOON], "id": ["e1"]}


def put(folder: Path, rows: pl.DataFrame) -> Path:
    path = folder / "events.parquet"
    rows.write_parquet(path)
    return path


def read(path: Path) -> list[AnyEvent]:
    lines = [line for block in rows_of(path) for line in block]
    return [msgspec.json.decode(line.raw, type=AnyEvent) for line in lines]


def test_a_row_is_an_event_and_what_is_null_is_left_out(tmp_path: Path) -> None:
    post = {"id": "p1", "text": "قارب", "links": ["https://e.example"], "views": None, "reply_to": {"post": "p0"}}
    [event] = read(put(tmp_path, pl.DataFrame({"type": ["post.created"], **WHO, "post": [post]})))

    assert isinstance(event, PostCreated)
    assert (event.at, event.post.text, event.post.links, event.post.views) == (
        NOON,
        "قارب",
        ("https://e.example",),
        None,
    )
    assert event.post.reply_to == Reference(post="p0")


def test_columns_of_other_types_of_event_are_left_out(tmp_path: Path) -> None:
    """One file holds posts and accounts: each row is null where it does not apply."""
    rows = pl.DataFrame(
        {
            "type": ["post.created", "account.created"],
            **{name: value * 2 for name, value in WHO.items()},
            "post": [{"id": "p1"}, None],
            "profile": [None, {"handle": "ada", "created_at": NOON}],
        }
    )
    first, second = read(put(tmp_path, rows))

    assert isinstance(first, PostCreated)
    assert isinstance(second, AccountCreated)
    assert second.profile.created_at == NOON


@pytest.mark.parametrize(
    "at",
    [
        pl.Series([NOON], dtype=pl.Datetime("ms", "UTC")),
        pl.Series([NOON], dtype=pl.Datetime("ns", "UTC")),
        pl.Series([NOON.astimezone(ZoneInfo("Asia/Kolkata"))], dtype=pl.Datetime("us", "Asia/Kolkata")),
        pl.Series(["2020-01-01T14:00:00+02:00"]),
    ],
    ids=["ms", "ns", "another_zone", "text"],
)
def test_a_time_is_the_same_instant_however_the_column_holds_it(at: pl.Series, tmp_path: Path) -> None:
    rows = pl.DataFrame({"type": ["follow.created"], **WHO, "target": ["a2"]}).with_columns(at.alias("at"))

    assert [event.at for event in read(put(tmp_path, rows))] == [NOON]


def test_rows_are_numbered_through_all_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 3)
    path = put(tmp_path, pl.DataFrame({"id": [str(number) for number in range(8)]}))

    blocks = list(rows_of(path))
    assert [len(block) for block in blocks] == [3, 3, 2]
    assert [(line.number, line.raw) for block in blocks for line in block] == [
        (number + 1, b'{"id":"%d"}' % number) for number in range(8)
    ]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5))
@settings(max_examples=60)
def test_any_text_comes_through(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = put(tmp_path_factory.getbasetemp(), pl.DataFrame({"text": texts, "more": [[text] for text in texts]}))
    lines = [msgspec.json.decode(line.raw) for block in rows_of(path) for line in block]

    assert lines == [{"text": text, "more": [text]} for text in texts]


def test_an_instant_keeps_its_microseconds(tmp_path: Path) -> None:
    at = NOON + timedelta(microseconds=123_456)
    rows = pl.DataFrame({"type": ["follow.created"], **WHO, "target": ["a2"]}).with_columns(at=pl.lit(at))

    assert [event.at for event in read(put(tmp_path, rows))] == [at]


def test_a_damaged_file_is_refused_by_name_wherever_the_damage_is(tmp_path: Path) -> None:
    """Or still reads, where the turned bit was only data: nothing else may come out."""
    out = io.BytesIO()
    pl.DataFrame({"id": [str(number) for number in range(50)], "at": [NOON] * 50}).write_parquet(out)
    whole, path, refused = out.getvalue(), tmp_path / "bad.parquet", 0
    for at in range(4, len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        try:
            list(rows_of(path))
        except Invalid as error:
            assert "'bad.parquet' is not Parquet" in str(error)  # noqa: PT017 - not every turned bit is noticed
            refused += 1

    assert refused > len(whole) // 10


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, pl.DataFrame({"id": ["e1"]}))
    whole = path.read_bytes()
    for size in range(4, len(whole)):
        path.write_bytes(whole[:size])
        with pytest.raises(Invalid, match="is not Parquet"):
            list(rows_of(path))


def test_a_time_without_a_zone_says_no_offset_here_as_in_any_other_format(tmp_path: Path) -> None:
    naive = pl.Series([NOON.replace(tzinfo=None)], dtype=pl.Datetime("us"))
    rows = pl.DataFrame({"type": ["follow.created"], **WHO, "target": ["a2"]}).with_columns(naive.alias("at"))
    [[line]] = rows_of(put(tmp_path, rows))

    with pytest.raises(Invalid, match="--timezone"):
        Canonical().parse(line.raw)
    assert Canonical(ZoneInfo("Asia/Kolkata")).parse(line.raw)[0].at == NOON - timedelta(hours=5, minutes=30)


def test_a_column_of_bytes_is_a_column_of_texts(tmp_path: Path) -> None:
    """Some writers do not say which of their columns are texts."""
    rows = pl.DataFrame({"type": ["follow.created"], **WHO, "target": [b"a\xc3\xa4"]})

    [event] = read(put(tmp_path, rows.with_columns(pl.col("id").cast(pl.Binary))))
    assert isinstance(event, FollowCreated)
    assert (event.id, event.target) == ("e1", "aä")


@pytest.mark.parametrize(
    "column",
    [
        pl.Series(["a" * 900_000] * 3, dtype=pl.Categorical),
        pl.Series(["a" * 900_000] * 3).cast(pl.Enum(["a" * 900_000])),
        pl.Series([["a" * 900_000]] * 3, dtype=pl.Array(pl.String, 1)),
    ],
    ids=["categorical", "enum", "array"],
)
def test_texts_count_by_their_length_however_few_they_are(column: pl.Series) -> None:
    """A dictionary of one long text stands for as many as there are rows."""
    assert parquet._sizes(pl.DataFrame({"text": column})) == [900_000] * 3

"""Every bank format on the shelf gives back what it wrote, and stops at no bad row."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.kit.shelf import take_all
from cautery.model.bank import BankEntry
from cautery.signals.banks import formats
from cautery.signals.banks.entries import Ending, entries_of
from cautery.signals.banks.format import COLUMNS, BadRow, BankFileRow, BankFormat, said_of

EVERY = {name: kind() for name, kind in take_all(formats, BankFormat).items()}  # type: ignore[type-abstract]
FORMATS = {name: form for name, form in EVERY.items() if form.types is None}
"""Those that write whatever is banked; the others are exchanged with one partner and carry what it knows."""
CARRIED = tuple(name for name in COLUMNS if name not in ("added_by", "added_at"))
NOW = datetime(2016, 2, 5, tzinfo=UTC)

texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)
times = st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
any_entry = st.builds(
    BankEntry,
    bank=st.just("lanterns"),
    type=texts,
    value=texts,
    opinion=st.sampled_from(["positive", "negative"]),
    origin=texts,
    policy=texts,
    why=texts,
    added_by=texts,
    added_at=times,
    expires_at=st.none() | times,
    labels=st.lists(texts.map(lambda text: text.replace(";", "")), max_size=2).map(tuple),
    confidence=st.none() | st.floats(0, 1),
    share=st.floats(0.1, 1),
)
each_format = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS.keys())
of_all = pytest.mark.parametrize("form", EVERY.values(), ids=EVERY.keys())


@each_format
@settings(max_examples=150)
@given(entries=st.lists(any_entry, max_size=4))
def test_what_is_written_reads_back_equal(form: BankFormat, entries: list[BankEntry]) -> None:
    """Commas, quotes, line breaks and all."""
    rows = _read(form, _written(form, entries))

    assert [_carried(row.said) for row in rows if isinstance(row, BankFileRow)] == [
        _carried(said_of(e)) for e in entries
    ]
    assert len(rows) == len(entries)


@each_format
def test_an_entry_goes_out_and_comes_in_as_the_same_entry(form: BankFormat) -> None:
    entries = [
        _entry(value="harbour lantern", why='said "so", \r\nand so'),
        _entry(value="السلام", opinion="negative"),
        _entry(value="k pop", expires_at=datetime(2017, 1, 2, 3, 4, 5, 678, tzinfo=UTC)),
    ]

    assert _taken(form, _written(form, entries)) == entries


@each_format
def test_what_was_written_from_what_was_read_is_the_same_file(form: BankFormat) -> None:
    written = _written(form, [_entry(value="harbour lantern", why="a, b"), _entry(value="k pop", opinion="negative")])

    again = [entry for entry in _taken(form, written) if isinstance(entry, BankEntry)]

    assert _written(form, again) == written


@each_format
def test_a_bad_row_becomes_a_reject_with_its_reason_and_the_next_goes_in(form: BankFormat) -> None:
    good = _entry(value="harbour lantern")
    bad = [_entry(value="x", kind="no_such_type"), _entry(value="…!"), _entry(value=""), _entry(value="x", kind="")]

    taken = _taken(form, _written(form, [*bad, good]))

    reasons = [row.reason for row in taken if isinstance(row, BadRow)]
    says = (
        "no signal type 'no_such_type'",
        "'…!' holds no letter",
        "needs 'type' and 'value'",
        "needs 'type' and 'value'",
    )
    assert [said in reason for said, reason in zip(says, reasons, strict=True)] == [True] * 4
    assert taken[-1] == good


@of_all
@settings(max_examples=150)
@given(text=st.text(st.characters(exclude_categories=())) | st.text('type,valu"{}[]:\r\n\0 1', max_size=60))
def test_any_text_is_read_to_its_end_and_every_reject_says_where_and_why(form: BankFormat, text: str) -> None:
    for row in _taken(form, text):
        assert not isinstance(row, BadRow) or (row.line >= 1 and row.reason.strip())


@of_all
@pytest.mark.parametrize(
    "text", ["[" * 100_000, '"' * 100_001, "{" * 100_000, "," * 100_000, "x" * 200_000, "9" * 9_999]
)
def test_a_monstrous_line_is_a_reject_or_nothing(form: BankFormat, text: str) -> None:
    assert not any(isinstance(taken, BankEntry) for taken in _taken(form, f"{text}\n{text}\n"))


@of_all
@settings(max_examples=60)
@given(
    values=st.lists(st.binary(min_size=32, max_size=32), max_size=4, unique=True), opinion=st.sampled_from(["positive"])
)
def test_hashes_go_out_and_come_in_again(form: BankFormat, values: list[bytes], opinion: str) -> None:
    """With all that the format carries; what it knows no name for is left out."""
    entries = [_entry(kind="image_pdq", value=value.hex(), opinion=opinion) for value in values]
    others = [] if form.types is None else [_entry(value="lantern")]

    read = _read(form, _written(form, [*others, *entries]))
    rows = [row.said for row in read if isinstance(row, BankFileRow) and not row.ends]

    assert [{name: row.get(name, "") for name in form.carries if name in CARRIED} for row in rows] == [
        {name: said_of(entry)[name] for name in form.carries if name in CARRIED} for entry in entries
    ]


@of_all
def test_an_empty_file_holds_nothing(form: BankFormat) -> None:
    assert _read(form, "") == []
    assert _read(form, _written(form, [])) == []


def _entry(
    *, value: str, kind: str = "term", opinion: str = "positive", why: str = "", expires_at: datetime | None = None
) -> BankEntry:
    return BankEntry(
        bank="lanterns",
        type=kind,
        value=value,
        opinion="negative" if opinion == "negative" else "positive",
        origin="harbour watch",
        policy="invented",
        why=why,
        added_by="local:mara",
        added_at=NOW,
        expires_at=expires_at,
    )


def _written(form: BankFormat, entries: Iterable[BankEntry]) -> str:
    out = io.StringIO(newline="")
    form.write(entries, out)
    return out.getvalue()


def _read(form: BankFormat, text: str) -> list[BankFileRow | BadRow]:
    return list(form.read(io.StringIO(text, newline="")))


def _taken(form: BankFormat, text: str) -> list[BankEntry | Ending | BadRow]:
    rows = _read(form, text)
    return list(entries_of(rows, bank="lanterns", origin="a file", policy="invented", by="local:mara", at=NOW))


def _carried(said: dict[str, str]) -> dict[str, str]:
    return {name: said.get(name, "") for name in CARRIED}

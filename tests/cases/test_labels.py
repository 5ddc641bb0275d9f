"""A file of labels becomes decisions row by row; what is no label is told with its line, and stops none of the others."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.cases.labels import BadLabel, Label, read_labels
from cautery.errors import Invalid, Missing
from cautery.kit.canonical import canonical_json
from cautery.model.account import Account, AccountId, Platform
from cautery.model.decision import Decision

Row = Decision | BadLabel


def read(folder: Path, text: str | bytes, *, name: str = "march.csv") -> list[Row]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [row.decision if isinstance(row, Label) else row for row in read_labels(path, by="local:ben")]


def good(rows: list[Row]) -> list[str]:
    return [row.about.id for row in rows if isinstance(row, Decision)]


def bad(rows: list[Row]) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in rows if isinstance(row, BadLabel)]


def test_a_row_becomes_a_decision_with_everything_it_says(tmp_path: Path) -> None:
    (made,) = read(
        tmp_path,
        "account,label,at,source,group,platform,ticket,by whom\n"
        "ana,violating,2020-01-01T12:00:00+02:00,council,news,harbour,17,Ben\n",
    )

    assert isinstance(made, Decision)
    assert made.about == Account(platform=Platform("harbour"), id=AccountId("ana"))
    assert (made.verdict, made.measure, made.clause) == ("violating", "suspend", None)
    assert made.at == datetime(2020, 1, 1, 10, tzinfo=UTC)
    assert (made.source, made.group, made.by) == ("council", "news", "local:ben")
    assert made.kept == (("ticket", "17"), ("by whom", "Ben"))


@pytest.mark.parametrize(
    ("label", "measure"), [("violating", "suspend"), ("benign", "none"), ("presumed_benign", "none")]
)
def test_each_label_is_a_verdict_and_only_a_violation_means_anything_to_happen(
    label: str, measure: str, tmp_path: Path
) -> None:
    (made,) = read(tmp_path, f"account,label\nana,{label}\n")

    assert isinstance(made, Decision)
    assert (made.verdict, made.measure) == (label, measure)


def test_what_is_not_said_is_left_open_and_the_file_is_the_source(tmp_path: Path) -> None:
    (made,) = read(tmp_path, "label,account,at,source,group\nbenign,ana,,,\n")

    assert isinstance(made, Decision)
    assert (made.at, made.group, made.source, made.kept) == (None, None, "march.csv", ())
    assert made.about.platform == ""


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("", "account"),
        ("\n", "account"),
        ("ana,violating\nben,benign\n", "account"),
        ("account,verdict\nana,violating\n", "label"),
    ],
)
def test_a_file_whose_first_line_does_not_name_the_columns_is_refused(text: str, lacking: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=f"no column '{lacking}'"):
        read(tmp_path, text)


@pytest.mark.parametrize(
    "header",
    [
        b'account,label,"note\n',
        b"account,label,a\x00b\n",
    ],
)
def test_a_first_line_that_cannot_be_read_is_refused(header: bytes, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"march\.csv"):
        read(tmp_path, header + b"ana,violating,\n")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"ben,guilty,,", "'guilty' is no label"),
        (b"ben", "'' is no label"),
        (b",violating,,", "'account' is empty"),
        (b"  ,violating,,", "'account' is empty"),
        (b"ben,violating,yesterday,", "'yesterday' is not a time"),
        (b"ben,violating,0001-01-01T00:00:00+23:00,", "not a time"),
        (b"b\xe9n,violating,,\xc3\xa9", "not UTF-8"),
        (b"ben,violating,,note,and more", "more fields"),
        (b"b\x00n,violating,,", "NUL"),
        (b"ben,violating,,no\x00te", "NUL"),
        (b'ben,violating,,"never closed', "cannot be read"),
        (b'ben,violating,,"closed" too early', "cannot be read"),
        (b"ben,violating,," + b"x" * 200_000, "cannot be read"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_others_are_kept(row: bytes, reason: str, tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        "account,label,at,note\nana,violating,,caf\u00e9\n".encode() + row + b"\ncay,benign,,\ndan,benign,,x\n",
    )

    assert good(rows) == ["ana", "cay", "dan"]
    ((line, told),) = bad(rows)
    assert line == 3
    assert reason in told


def test_every_row_with_a_quote_that_is_never_closed_is_told_and_takes_no_other_with_it(tmp_path: Path) -> None:
    """Also when the next quote makes it look closed, and at the end of the file."""
    rows = read(
        tmp_path,
        'account,label,note\nana,benign,"one\nben,benign,\ncay,benign,"fine"\ndan,benign,"two\neve,benign,\nfay,benign,"x',
    )

    assert good(rows) == ["ben", "cay", "eve"]
    assert [line for line, _ in bad(rows)] == [2, 5, 7]


def test_a_field_may_have_commas_quotes_and_lines_in_it(tmp_path: Path) -> None:
    """And the line that is told is where a row begins, however many lines those before it had."""
    rows = read(tmp_path, 'account,label,note\nana,benign,"a ""b"",\r\nc"\n\n\nben,guilty,"two\nlines"\n')

    assert isinstance(rows[0], Decision)
    assert rows[0].kept == (("note", 'a "b",\r\nc'),)
    assert [line for line, _ in bad(rows)] == [6]


def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_a_name(tmp_path: Path) -> None:
    assert good(read(tmp_path, b"\xef\xbb\xbfaccount,label\r\nana,benign\r\n\r\nben,benign")) == ["ana", "ben"]


def test_the_same_file_again_makes_the_same_decisions(tmp_path: Path) -> None:
    text = "account,label,at\nana,violating,2020-01-01\nben,benign,\n"

    assert read(tmp_path, text) == read(tmp_path, text)


def test_decisions_have_one_id_only_when_source_account_label_and_time_are_the_same(tmp_path: Path) -> None:
    header = "account,label,at,source,platform\n"
    told = [
        "ana,benign,,a,harbour",
        "ben,benign,,a,harbour",
        "ana,violating,,a,harbour",
        "ana,benign,2020-01-01,a,harbour",
        "ana,benign,,b,harbour",
        "ana,benign,,a,market",
    ]
    rows = read(tmp_path, header + "\n".join([*told, told[0]]))
    ids = [row.id for row in rows if isinstance(row, Decision)]

    assert len(set(ids)) == len(told)
    assert ids[0] == ids[-1]


@given(st.lists(st.lists(st.text(max_size=8), min_size=3, max_size=3), max_size=6))
@settings(max_examples=60)
def test_whatever_is_in_the_other_columns_is_kept(
    tmp_path_factory: pytest.TempPathFactory, notes: list[list[str]]
) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["account", "label", "one", "two", "three"])
    for number, row in enumerate(notes):
        writer.writerow([f"account {number}", "benign", *row])
    data = out.getvalue().encode(errors="surrogatepass")
    rows = read(tmp_path_factory.mktemp("labels"), data)

    for found, said in zip(rows, notes, strict=True):
        spoilt = any(letter == "\0" or "\ud800" <= letter <= "\udfff" for word in said for letter in word.strip())
        assert isinstance(found, BadLabel) == spoilt
        if isinstance(found, Decision):
            assert [value for _, value in found.kept] == [word.strip() for word in said]


@given(st.binary(max_size=200))
@settings(max_examples=200)
def test_no_bytes_whatsoever_break_the_reading(tmp_path_factory: pytest.TempPathFactory, rows: bytes) -> None:
    """And what is read can be stored: each row is a decision in UTF-8 or is told."""
    found = read(tmp_path_factory.mktemp("labels"), b"account,label,note\nana,benign,\n" + rows + b"\ncay,benign,\n")

    assert good(found)[:1] == ["ana"]
    assert good(found)[-1:] == ["cay"]
    assert canonical_json([row for row in found if isinstance(row, Decision)])


def test_a_file_that_is_not_there_is_missing_and_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="no file"):
        list(read_labels(tmp_path / "none.csv", by="local:ben"))
    with pytest.raises(Invalid, match="cannot be read"):
        list(read_labels(tmp_path, by="local:ben"))


@pytest.mark.parametrize(
    "text",
    ["Account,Label\nana,Violating\n", "account;label\nana;violating\n", "account\tlabel\nana\tVIOLATING\n",
     "ACCOUNT ; LABEL ; Note\nana;violating;a, b\n", "label|account\nviolating|ana\n"],
)  # fmt: skip
def test_a_table_is_read_whatever_its_separators_and_capitals(text: str, tmp_path: Path) -> None:
    (made,) = read(tmp_path, text)

    assert isinstance(made, Decision)
    assert (made.about.id, made.verdict) == ("ana", "violating")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "cp1256"])
def test_a_table_is_read_in_the_encoding_that_it_is_in(encoding: str, tmp_path: Path) -> None:
    name = "قارب الميناء" if encoding == "cp1256" else "Zoë Müller"
    (made,) = read(tmp_path, f"account,label,who\nana,benign,{name}\n".encode(encoding))

    assert isinstance(made, Decision)
    assert made.kept == (("who", name),)


@pytest.mark.parametrize("broken", ["1.23E+17", "1,23E+17", "5e+20"])
def test_an_id_that_a_spreadsheet_has_shortened_is_refused(broken: str, tmp_path: Path) -> None:
    (row,) = read(tmp_path, f"account;label\n{broken};violating\n")

    assert isinstance(row, BadLabel)
    assert "spreadsheet" in row.reason


@pytest.mark.parametrize("said", ["presumed benign", "Presumed-Benign", "PRESUMED_BENIGN"])
def test_a_label_is_read_however_it_is_spelled(said: str, tmp_path: Path) -> None:
    (made,) = read(tmp_path, f"account,label\nana,{said}\n")

    assert isinstance(made, Decision)
    assert made.verdict == "presumed_benign"

import io
import json
from datetime import UTC, datetime

import pytest

from cautery.model.bank import BankEntry
from cautery.signals.banks.format import BadRow, BankFileRow
from cautery.signals.banks.formats.jsonl import JsonLines


def test_a_line_is_a_value_and_blank_lines_are_none() -> None:
    rows = _read('{"type": "term", "value": "lantern"}\n\n  \n{"type": "term", "value": "harbour"}')

    assert [(row.line, row.said["value"]) for row in rows if isinstance(row, BankFileRow)] == [
        (1, "lantern"),
        (4, "harbour"),
    ]
    assert len(rows) == 2


def test_what_is_null_is_left_out_and_numbers_are_text() -> None:
    assert _read('{"type": "term", "value": 9, "why": null}') == [
        BankFileRow(line=1, said={"type": "term", "value": "9"})
    ]


def test_the_mark_that_some_editors_put_first_does_no_harm() -> None:
    assert _read('\ufeff{"value": "lantern"}\n') == [BankFileRow(line=1, said={"value": "lantern"})]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("lantern", "is not JSON: "),
        ('{"type": "term"', "is not JSON: "),
        ("[" * 100_000, "is not JSON: "),
        ("9" * 5_000, "is not JSON: "),
        ("[]", "is not an object"),
        ('"lantern"', "is not an object"),
        ("null", "is not an object"),
        ('{"type": "term", "value": ["a", "b"]}', "holds a list or an object in 'value'"),
        ('{"type": "term", "value": "a", "opinion": ["negative"]}', "holds a list or an object in 'opinion'"),
    ],
    ids=range(9),
)
def test_a_bad_line_is_told_with_its_number_and_the_next_is_read(bad: str, reason: str) -> None:
    told, after = _read(f'{bad}\n{{"value": "z"}}\n')

    assert isinstance(told, BadRow)
    assert (told.line, told.reason[: len(reason)]) == (1, reason)
    assert after == BankFileRow(line=2, said={"value": "z"})


def test_what_other_systems_add_does_no_harm() -> None:
    (row,) = _read('{"type": "term", "value": "lantern", "tags": ["a", {"b": 1}]}')

    assert isinstance(row, BankFileRow)
    assert row.said["value"] == "lantern"


def test_what_is_written_is_one_object_a_line_in_readable_letters_without_what_is_empty() -> None:
    at = datetime(2016, 2, 5, tzinfo=UTC)
    entry = BankEntry(
        bank="lanterns",
        type="term",
        value="سلام",
        origin="a\nb",
        policy="§4",
        why="",
        added_by="local:mara",
        added_at=at,
    )
    out = io.StringIO()
    JsonLines().write([entry, entry], out)

    one, other = out.getvalue().splitlines()
    assert one == other
    assert "سلام" in one
    assert json.loads(one) == {
        "type": "term",
        "value": "سلام",
        "opinion": "positive",
        "origin": "a\nb",
        "policy": "§4",
        "added_by": "local:mara",
        "added_at": "2016-02-05T00:00:00Z",
    }


def _read(text: str) -> list[BankFileRow | BadRow]:
    return list(JsonLines().read(io.StringIO(text)))

"""Rejected lines are kept with the reason, one file for one file of input."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.events.format import Reject
from cautery.events.rejects import MOST_RAW_BYTES, Rejects


def a_reject(line: int = 1, reason: str = "It is no event.", raw: bytes = b"{}") -> Reject:
    return Reject(line=line, reason=reason, raw=raw)


def kept(rejects: Rejects) -> list[dict[str, object]]:
    return [json.loads(line) for line in rejects.path.read_text(encoding="utf-8").splitlines()]


def test_a_reject_is_kept_with_its_file_number_reason_and_line(tmp_path: Path) -> None:
    rejects = Rejects(tmp_path, "inbox/monday.ndjson")
    rejects.add([a_reject(7, "The line is not JSON.", b"{oops")])

    assert kept(rejects) == [
        {"file": "monday.ndjson", "line": 7, "reason": "The line is not JSON.", "raw": "{oops"},
    ]


def test_without_a_reject_there_is_no_file(tmp_path: Path) -> None:
    rejects = Rejects(tmp_path / "rejects", "monday.ndjson")
    rejects.add([])

    assert (rejects.count, list(tmp_path.iterdir())) == (0, [])


def test_rejects_of_many_blocks_stand_in_order(tmp_path: Path) -> None:
    rejects = Rejects(tmp_path, "monday.ndjson")
    rejects.add([a_reject(1), a_reject(2)])
    rejects.add([a_reject(30)])

    assert [said["line"] for said in kept(rejects)] == [1, 2, 30]
    assert rejects.count == 3


def test_reading_a_file_again_replaces_its_rejects(tmp_path: Path) -> None:
    Rejects(tmp_path, "monday.ndjson").add([a_reject(1), a_reject(2)])
    again = Rejects(tmp_path, "monday.ndjson")
    again.add([a_reject(2)])

    assert [said["line"] for said in kept(again)] == [2]


def test_files_of_one_name_in_two_folders_keep_their_rejects_apart(tmp_path: Path) -> None:
    one, other = Rejects(tmp_path, "a/monday.ndjson"), Rejects(tmp_path, "b/monday.ndjson")
    one.add([a_reject(1)])
    other.add([a_reject(2)])

    assert (kept(one)[0]["line"], kept(other)[0]["line"]) == (1, 2)


def test_a_very_long_line_is_kept_by_its_beginning(tmp_path: Path) -> None:
    rejects = Rejects(tmp_path, "monday.ndjson")
    rejects.add([a_reject(raw=b"x" * (MOST_RAW_BYTES + 1))])

    assert kept(rejects)[0]["raw"] == "x" * MOST_RAW_BYTES


@given(st.binary(max_size=200), st.text(max_size=30))
@settings(max_examples=200)
def test_whatever_the_line_and_reason_hold_one_reject_is_one_line_of_json(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, reason: str
) -> None:
    rejects = Rejects(tmp_path_factory.getbasetemp(), "junk")
    rejects.add([a_reject(1, reason, raw), a_reject(2, reason + "\ud800", raw)])

    assert [(said["line"], said["raw"]) for said in kept(rejects)] == [
        (1, raw.decode(errors="backslashreplace")),
        (2, raw.decode(errors="backslashreplace")),
    ]

"""Statements of reasons are checked line by line at the terminal; what is no statement stops none of the others."""

import json
from pathlib import Path

from tests.cli.terminal import Terminal
from tests.good_statement import GOOD


def test_each_line_is_judged(empty: Terminal, tmp_path: Path) -> None:
    lines = [
        {"statement": GOOD},
        {"statement": {**GOOD, "puid": "a b"}},
        {"statement": {**GOOD, "decision_facts": "@ana"}},
    ]
    file = tmp_path / "statements.ndjson"
    file.write_text("\n".join([*map(json.dumps, lines), "{", '{"statement": 7}']))

    said = empty.run("statements", "check", str(file), "--json").listed
    assert [(one["line"], one["ok"], one["error_fields"]) for one in said] == [
        (1, True, []),
        (2, False, ["puid"]),
        (3, True, []),
        (4, False, ["statement"]),
        (5, False, ["statement"]),
    ]
    assert said[2]["warnings"] == {"decision_facts": "may tell who somebody is (handle)"}


def test_sending_needs_a_platform(empty: Terminal) -> None:
    done = empty.run("statements", "send")

    assert (done.code, "[statements]" in done.err) == (2, True)

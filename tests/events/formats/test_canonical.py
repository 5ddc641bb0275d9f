"""The contract's own lines: many at once give what one by one gives, and reasons are sentences."""

import json
from datetime import UTC
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.errors import Invalid
from cautery.events.format import FileLine
from cautery.events.formats.canonical import Canonical


def a_line(**changed: Any) -> bytes:
    said = {
        "type": "post.created",
        "id": "e1",
        "at": "2020-01-01T10:00:00Z",
        "platform": "harbour",
        "account": "a1",
        "post": {"id": "p1", "text": "boats"},
        **changed,
    }
    return json.dumps({name: value for name, value in said.items() if value is not None}).encode()


def why_not(line: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        Canonical().parse(line)
    return str(refused.value)


GOOD = (
    a_line(),
    a_line(id="e2", at="2020-01-01T10:00:00+05:30"),
    a_line(more=[1, {"deep": "قارب"}]),
    a_line(id="e\r3"),
)
BAD = (b"{", a_line() + a_line(), a_line(at="never"), a_line(id=""), b'{"type":"post.created",', b'"id":"e4"}', b"\xff")


@given(st.lists(st.sampled_from(GOOD + BAD), max_size=40))
@settings(max_examples=300)
def test_many_lines_at_once_give_what_each_gives_alone(raw: list[bytes]) -> None:
    """Bad ones may stand so that two halves of an event follow each other, or two events share a line."""
    lines = [FileLine(number=number, raw=line) for number, line in enumerate(raw, start=1)]
    accepted, rejects = Canonical().parse_many(lines)

    assert accepted.events == [Canonical().parse(line)[0] for line in raw if line in GOOD]
    assert [(reject.line, reject.reason) for reject in rejects] == [
        (line.number, why_not(line.raw)) for line in lines if line.raw in BAD
    ]


@pytest.mark.parametrize("neighbours", [0, 20])
def test_a_field_that_the_contract_does_not_know_is_dropped_and_counted(neighbours: int) -> None:
    """It may hold anything, and nothing would ever hash it."""
    raw = a_line(mood="sunny", post={"id": "p1", "text": "boats", "mail": "ada@plaza.example"})
    accepted, rejects = Canonical().parse_many([FileLine(number=n, raw=raw) for n in range(neighbours + 1)])

    assert rejects == []
    assert accepted.events == list(Canonical().parse(a_line())) * (neighbours + 1)
    assert accepted.unknown == {"mood": neighbours + 1, "post.mail": neighbours + 1}


def test_a_leap_second_is_a_time() -> None:
    [event] = Canonical().parse(a_line(at="2016-12-31T23:59:60Z", received="2017-01-01T00:00:60+00:00"))

    assert event.at.isoformat() == "2016-12-31T23:59:59.999999+00:00"


def test_a_time_without_an_offset_is_read_where_it_was_said_to_be_meant() -> None:
    [event] = Canonical(UTC).parse(a_line(at="2020-01-01T10:00:00"))

    assert event == Canonical().parse(a_line())[0]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (a_line(account=None), "'account' is missing."),
        (a_line(post={"text": "x"}), "'id' is missing in 'post'."),
        (a_line(type=None), "'type' is missing."),
        (a_line(account=7), "'account' should be text and is a whole number."),
        (a_line(post={"id": "p1", "links": "x"}), "'post.links' should be a list and is text."),
        (a_line(post={"id": "p1", "views": "3"}), "'post.views' should be a whole number or nothing and is text."),
        (a_line(at="1969-12-31T23:59:59Z"), "'at' is in the year 1969; events between 1970 and 2100 are taken."),
        (b'{"type":', "The line is not JSON: Input data was truncated."),
        (a_line().replace(b"boats", b"\xff"), "The line is not UTF-8."),
        (a_line(more=0).replace(b'"more": 0', b'"more": ' + b"[" * 100_000), "The line is nested too deeply."),
    ],
)
def test_a_reason_says_which_field_and_what_is_wrong_with_it(line: bytes, reason: str) -> None:
    assert why_not(line) == reason


def test_an_unknown_type_is_told_the_known_ones() -> None:
    reason = why_not(a_line(type="post.liked"))

    assert reason.startswith("The 'type' is not one of: account.created, account.updated,")
    assert "notice.received" in reason


def test_a_time_without_a_zone_is_refused_by_name() -> None:
    reason = why_not(a_line(at="2020-01-01T10:00:00", mood="sunny"))

    assert reason.startswith("'at' says no offset")
    assert "--timezone" in reason


@pytest.mark.parametrize("kind", ["account", "post", "follow", "reaction", "session", "notice"])
def test_a_file_is_recognised_by_the_type_wherever_it_stands_in_the_line(kind: str) -> None:
    assert Canonical().recognises(f'{{"id":"e1", "type" : "{kind}.created"}}'.encode())
    assert not Canonical().recognises(f'{{"id":"e1", "type" : "my{kind}.created"}}'.encode())

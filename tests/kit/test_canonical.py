"""Equal things have one form and one digest; different things never share one."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.kit.canonical import canonical_json, digest, plain_row

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@dataclass(frozen=True, kw_only=True)
class Parcel:
    weight: int
    address: str
    opened: datetime | None = None


def in_another_order(value: object) -> object:
    """Turn round the fields of every object inside."""
    if isinstance(value, dict):
        return {name: in_another_order(value[name]) for name in reversed(list(value))}
    return [in_another_order(item) for item in value] if isinstance(value, list) else value


@given(values)
@settings(max_examples=200)
def test_the_order_in_which_fields_were_set_does_not_show(value: object) -> None:
    assert canonical_json(value) == canonical_json(in_another_order(value))


@given(values)
@settings(max_examples=200)
def test_what_is_written_reads_back_as_the_same_value(value: object) -> None:
    assert json.loads(canonical_json(value)) == value


def test_there_are_no_spaces_and_letters_stand_as_themselves() -> None:
    assert canonical_json({"b": [1, True, None], "a": "سلام"}) == '{"a":"سلام","b":[1,true,null]}'.encode()


def test_a_record_is_written_by_the_names_of_its_fields() -> None:
    parcel = Parcel(weight=3, address="Elm Row 5", opened=datetime(2020, 1, 2, tzinfo=UTC))

    assert canonical_json(parcel) == b'{"address":"Elm Row 5","opened":"2020-01-02T00:00:00Z","weight":3}'


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
@settings(max_examples=300)
def test_digests_are_equal_exactly_when_the_parts_are(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


def test_parts_of_a_digest_cannot_run_together() -> None:
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", ""), digest("", "abc")}) == 5


def test_a_digest_is_the_same_in_every_release() -> None:
    """Keys of what was sent are kept: another digest would send it again."""
    assert digest("suspend", "p1", "a1") == "266cd1775593ef1bd8c9aa936d3308db"


def test_what_is_missing_in_a_row_is_empty_text() -> None:
    assert plain_row(Parcel(weight=3, address="Elm Row 5")) == {"weight": "3", "address": "Elm Row 5", "opened": ""}

"""Items are found by their brackets alone, wherever a piece ends and whatever is wrong inside one."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.events.values import splitter_for

simple = st.none() | st.booleans() | st.integers() | st.text(max_size=6)
items = st.dictionaries(st.text(max_size=4), simple | st.lists(simple, max_size=3), max_size=3)


def apart(text: bytes, size: int = 7) -> list[bytes]:
    values = splitter_for(text)
    assert values is not None
    return [item for at in range(0, len(text), size) for item in values.fed(text[at : at + size])]


@given(st.lists(items, max_size=5), st.integers(1, 40), st.sampled_from([None, 1]), st.booleans())
@settings(max_examples=300)
def test_an_array_gives_its_items(said: list[object], size: int, indent: int | None, plain: bool) -> None:
    text = json.dumps(said, indent=indent, ensure_ascii=plain).encode()

    assert [json.loads(item) for item in apart(text, size)] == said


@given(st.lists(items.filter(bool), min_size=1, max_size=5), st.integers(1, 40))
@settings(max_examples=200)
def test_items_that_are_spread_over_lines_are_items(said: list[object], size: int) -> None:
    text = "\n".join(json.dumps(item, indent=1) for item in said).encode()

    assert [json.loads(item) for item in apart(text, size)] == said


@pytest.mark.parametrize(
    "before", [b"window.YTD.tweets.part0 = ", b"\xef\xbb\xbf", b"window.YTD['a b'].part0=", b"\n "]
)
def test_what_stands_before_an_array_belongs_to_no_item(before: bytes) -> None:
    for size in (1, 1000):
        assert apart(before + b'[{"a": 1}, {"a": "]"}];\n', size) == [b'{"a": 1}', b'{"a": "]"}']


def test_an_item_that_is_broken_inside_costs_none_of_the_others() -> None:
    assert apart(b'[{"a": nan,}, {"b": "\xff"}, 7, "x,y", {"c": "\\"}"}, [1]]') == [
        b'{"a": nan,}', b'{"b": "\xff"}', b"7", b'"x,y"', b'{"c": "\\"}"}', b"[1]"]  # fmt: skip


@pytest.mark.parametrize("text", [b'{"a": 1}\n{"a": 2}\n', b"", b"a,b\n1,2", b"  \n"])
def test_one_item_a_line_is_left_to_the_lines(text: bytes) -> None:
    assert splitter_for(text) is None

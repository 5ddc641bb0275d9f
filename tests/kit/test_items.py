"""JSON that no parser takes whole, taken apart."""

import json

import pytest

from cautery.kit.items import items_of

DEEP = b"[" * 5000 + b"]" * 5000
HALF = b'{"a": "\xff"}'
LONE = rb'{"a": "\ud800"}'


@pytest.mark.parametrize("bad", [DEEP, HALF, LONE, b'{"a": NaN}', rb'{"a]": "},[\"", "b\\": ["chunk"]}'])
def test_one_item_that_cannot_be_read_costs_none_of_the_others(bad: bytes) -> None:
    page = b'{"start": "s", "chunk" : [{"n": 1},' + bad + b', [2, {"n": 2}] ], "end": "t"}'
    items, around = items_of(page, "chunk")

    assert items == [b'{"n": 1}', bad, b'[2, {"n": 2}]']
    assert json.loads(around) == {"start": "s", "chunk": [], "end": "t"}


def test_a_list_alone_and_a_list_within_are_found() -> None:
    assert items_of(b' [1, "a,b", {}]', "") == ([b"1", b'"a,b"', b"{}"], b" []")
    assert items_of(b'{"query": {"said": "changes", "changes": [7]}}', "changes")[0] == [b"7"]


@pytest.mark.parametrize("text", [b"", b"<html>", b"{}", b'{"other": [1]}', b'{"chunk": 7}'])
def test_a_text_without_the_list_says_so(text: bytes) -> None:
    assert items_of(text, "chunk") == (None, text)


def test_what_breaks_off_stays_as_it_is() -> None:
    cut = b'{"chunk": [{"n": 1}, {"n":'

    assert items_of(cut, "chunk") == ([b'{"n": 1}'], cut)

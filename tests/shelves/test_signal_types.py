"""Every signal type on the shelf keeps the promises of `signals.signal_type`, on its own examples and on any text."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.growing import growing
from cautery.signals.kinds import signal_types
from cautery.signals.signal_type import SignalType

KINDS = signal_types()
ALIKE = [(name, one, other) for name, kind in KINDS.items() for one, other in kind.alike]
UNLIKE = [(name, one, other) for name, kind in KINDS.items() for one, other in kind.unlike]

LONG = (
    *("a" * 100_000, "ﷺ" * 10_000, "é" * 100_000, "1" * 100_000, "@" * 100_000, "-" * 100_000, "%" * 100_000),
    *("[" * 50_000 + "]" * 50_000, "(" * 100_000, "a\u0301" * 50_000, "\u0301" * 100_000, "\u200f" * 100_000),
    *("k " * 50_000, "a.a" * 33_000, "a[.]" * 25_000, "www." * 25_000, "http://" * 14_000, "telegram me " * 8_000),
    *("whatsapp " + "1 " * 50_000, "http://a.example/?" + "&" * 100_000, "http://a.example/" + "%41" * 33_000),
)
PIECES = (
    *(
        "http://",
        "https://",
        "hxxp[:]//",
        "www.",
        "m.",
        "example.org",
        "google.com",
        "youtu.be",
        "pastebin.com",
        "t.me",
    ),
    *(
        "web.archive.org",
        "/",
        "/raw/",
        "/url",
        "?q=",
        "?",
        "&",
        "=",
        "%3A",
        "%2F",
        "%2541",
        "(.)",
        "[.]",
        "web/2016/",
        "#",
    ),
    *(
        "rt",
        "RT",
        " ",
        "\n",
        ":",
        "@ash_ember",
        "kik",
        "telegram",
        "تلغرام",
        "whatsapp",
        "me",
        "id",
        "ash.ember7",
        "٤٤٧٧٠٠٩٠٠",
    ),
    *("wa.me/00", "k_i_k", "lantern", "lanterns are lit", "السَّلام", "و", "é", "\u0308", "\ud800", "İ", "ẞ", "Ⅷ"),
)
ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
"""Any text at all, half-characters too, and texts made of what the types look for."""

each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())


@pytest.mark.parametrize(("name", "one", "other"), ALIKE)
def test_its_alike_examples_count_as_the_same_both_ways(name: str, one: str, other: str) -> None:
    kind = KINDS[name]

    assert kind.distance(one, other) <= kind.same_within
    assert kind.distance(other, one) <= kind.same_within


@pytest.mark.parametrize(("name", "one", "other"), ALIKE)
def test_one_of_its_alike_examples_is_found_where_the_other_is_published(name: str, one: str, other: str) -> None:
    kind = KINDS[name]

    assert [position for position, _ in kind.index([one]).find(kind.shown(other))] == [0]
    assert [position for position, _ in kind.index([other]).find(kind.shown(one))] == [0]


@pytest.mark.parametrize(("name", "one", "other"), UNLIKE)
def test_its_unlike_examples_do_not_count_as_the_same(name: str, one: str, other: str) -> None:
    """A text that cannot even be banked is like nothing."""
    kind = KINDS[name]

    assert _apart(kind, one, other) > kind.same_within


@pytest.mark.parametrize(("name", "one", "other"), UNLIKE)
def test_one_of_its_unlike_examples_is_not_found_where_the_other_is_published(name: str, one: str, other: str) -> None:
    kind = KINDS[name]

    for banked, published in ((one, other), (other, one)):
        with suppress(Invalid):
            assert list(kind.index([banked]).find(kind.shown(published))) == []


@each_kind
@settings(max_examples=150)
@given(text=ANY_TEXT)
def test_extraction_never_fails_and_says_the_same_twice(kind: SignalType, text: str) -> None:
    content = Content(text=text, links=(text,))

    assert tuple(kind.extract(content)) == tuple(kind.extract(content))


@each_kind
@settings(max_examples=150)
@given(text=ANY_TEXT)
def test_what_is_extracted_is_in_its_canonical_form_already(kind: SignalType, text: str) -> None:
    """Or a value would be banked in one form and looked for in another."""
    for value in kind.extract(Content(text=text, links=(text,))):
        assert kind.canonical(value) == value


@each_kind
@settings(max_examples=150)
@given(text=ANY_TEXT)
def test_a_value_banked_twice_folds_to_the_same(kind: SignalType, text: str) -> None:
    with suppress(Invalid):
        once = kind.canonical(text)

        assert kind.canonical(once) == once
        assert kind.distance(text, once) == 0.0


@each_kind
@settings(max_examples=150)
@given(text=ANY_TEXT)
def test_what_is_extracted_from_a_content_is_found_in_it_again(kind: SignalType, text: str) -> None:
    content = Content(text=text)
    values = list(dict.fromkeys(kind.extract(content)))

    assert sorted(kind.index(values).find(content)) == [(position, 0.0) for position in range(len(values))]


@each_kind
def test_an_index_answers_what_every_pair_one_by_one_answers(kind: SignalType) -> None:
    examples = [text for pair in (*kind.alike, *kind.unlike) for text in pair]
    values = [text for text in examples if _can_be_banked(kind, text)]
    index = kind.index(values)

    for text in examples:
        content = kind.shown(text) if _can_be_banked(kind, text) else Content(text=text)
        assert dict(index.find(content)) == _slowly(kind, values, content)


@each_kind
def test_an_index_gives_a_value_that_is_known_twice_at_both_places_and_each_once(kind: SignalType) -> None:
    one, other = kind.alike[0]
    shown = kind.shown(other)

    found = kind.index([one, one]).find(
        replace(shown, text=f"{shown.text} {shown.text}".strip(), media=shown.media * 2)
    )

    assert sorted(position for position, _ in found) == [0, 1]


@each_kind
def test_an_index_of_nothing_finds_nothing(kind: SignalType) -> None:
    one, _ = kind.alike[0]

    assert list(kind.index([]).find(kind.shown(one))) == []


@each_kind
def test_values_that_come_and_go_are_found_and_no_longer_found(kind: SignalType) -> None:
    one, other = kind.alike[0]
    index = growing(kind, [])
    positions = [index.add(value) for value in (one, other, one)]
    index.remove(positions[0])

    assert positions == [0, 1, 2]
    assert sorted(position for position, _ in index.find(kind.shown(other))) == [1, 2]


@each_kind
def test_it_says_in_which_view_a_value_was_found(kind: SignalType) -> None:
    """Text has no views."""
    one, other = kind.alike[0]
    shown = kind.shown(other)
    views = tuple(
        replace(media, fingerprints=tuple(replace(mark, view="mirrored") for mark in media.fingerprints))
        for media in shown.media
    )

    assert kind.seen_in(kind.canonical(one), replace(shown, media=views)) in ("", "mirrored")
    assert kind.seen_in(kind.canonical(one), Content()) == ""


@each_kind
@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:10].encode("ascii", "backslashreplace").decode())
def test_texts_of_any_shape_come_to_an_end(kind: SignalType, text: str) -> None:
    """One letter, brackets, marks, half a link, a hundred thousand times: every pattern is bounded."""
    content = Content(text=text, links=(text,))
    index = kind.index([one for one, _ in kind.alike])

    assert all(kind.canonical(value) == value for value in dict.fromkeys(kind.extract(content)))
    assert list(index.find(content)) == []


@each_kind
def test_what_it_says_is_one_line_for_a_reader(kind: SignalType) -> None:
    one, _ = kind.alike[0]
    says = kind.says(kind.canonical(one), 0.0)

    assert says.strip() == says
    assert len(says.split()) >= 3
    assert "\n" not in says


def _slowly(kind: SignalType, values: list[str], content: Content) -> dict[int, float]:
    """Hold every value against the content, as a whole and piece by piece."""
    pieces = (content.text, *kind.extract(content))
    nearest = [min(_apart(kind, value, piece) for piece in pieces) for value in values]
    return {position: distance for position, distance in enumerate(nearest) if distance <= kind.same_within}


def _apart(kind: SignalType, one: str, other: str) -> float:
    return kind.distance(one, other) if _can_be_banked(kind, one) and _can_be_banked(kind, other) else 1.0


def _can_be_banked(kind: SignalType, text: str) -> bool:
    try:
        kind.canonical(text)
    except Invalid:
        return False
    return True


@each_kind
def test_it_says_why_a_value_was_found_and_what_met_it(kind: SignalType) -> None:
    one, other = kind.alike[0]
    shown = kind.shown(other)

    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in kind.why(kind.canonical(one), shown))
    assert kind.why(kind.canonical(one), shown)
    assert kind.met_by(kind.canonical(one), shown) in ("", *kind.extract(shown))
    assert kind.met_by(kind.canonical(one), Content()) == ""

"""What every event format keeps to, whoever wrote it: one suite over everything on the shelf.

A format that is new on the shelf fails here until it has examples.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.errors import Invalid
from cautery.events import formats
from cautery.events.format import EventFormat, FileLine, plausible
from cautery.kit.shelf import names_on, take
from cautery.model.event import AnyEvent

EXAMPLES: dict[str, tuple[bytes, ...]] = {
    "canonical": (
        b'{"type":"post.created","id":"e1","at":"2020-01-01T10:00:00Z","platform":"harbour","account":"a1",'
        b'"post":{"id":"p1","text":"boats at noon","mentions":["a2"]}}',
        b'{"id": "e2", "account": "a1", "platform": "harbour", "at": "2020-01-01T12:00:00.5+02:00", '
        b'"type" : "account.created", "profile": {"handle": "ada"}, "mood": "sunny"}',
        b'{"type":"notice.received","id":"e3","at":"2020-01-01T10:00:00Z","platform":"harbour","account":"a3",'
        b'"notice":{"id":"n1","about":{"post":"p1"},"from":{"kind":"user"}}}',
    ),
    "twitter_v1": (
        b'{"created_at":"Wed Oct 10 20:19:24 +0000 2018","id":1,"id_str":"1","text":"boats at noon","lang":"en",'
        b'"user":{"id":7,"id_str":"7","screen_name":"ada","created_at":"Mon Jan 01 10:00:00 +0000 2018"}}',
        b'{"delete":{"status":{"id":1,"id_str":"1","user_id":7,"user_id_str":"7"},"timestamp_ms":"1539202764000"}}',
    ),
    "twitter_v2": (
        b'{"data":{"id":"1","text":"boats at noon","author_id":"7","created_at":"2020-01-01T10:00:00.000Z"},'
        b'"includes":{"users":[{"id":"7","username":"ada","name":"Ada"}]}}',
        b'{"data": [{"id":"1","text":"boats","author_id":"7","created_at":"2020-01-01T10:00:00.000Z"},'
        b'{"id":"2","text":"more boats","author_id":"8","created_at":"2020-01-01T10:01:00.000Z"}]}',
        b'{"id":"7","action":"delete","created_at":"2013-06-04T16:25:04+00:00","reason":"suspended"}',
    ),
}

NAMES = names_on(formats)
WHERE = [(name, line) for name in NAMES for line in EXAMPLES.get(name, ())]
NO_EVENTS = (
    b"",
    b"null",
    b"5",
    b'"text"',
    b"[]",
    b"{}",
    b"{",
    b"\xff\xfe",
    b"\x00",
    b"name,number",
    b'{"data":null}',
    b'{"data":{}}',
    b'{"delete":{}}',
    b'{"user":{},"id_str":"1"}',
    b'{"type":"post.created"}',
    b'{"errors":[{"title":"ConnectionException","detail":"closed"}]}',
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b"1" * 10_000,
)
plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("\ud800")
values = st.recursive(plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner))


def format_named(name: str) -> EventFormat:
    return take(formats, name, EventFormat)()  # type: ignore[type-abstract]


@pytest.fixture(autouse=True, scope="module")
def _one_moment() -> Iterator[None]:
    """What says no time holds from when it is read: let that be one moment."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("cautery.kit.clock.WallClock.now", lambda _: datetime(2020, 1, 1, tzinfo=UTC))
        yield


def numbered(raw: Sequence[bytes]) -> list[FileLine]:
    return [FileLine(number=number, raw=line) for number, line in enumerate(raw, start=1)]


def places(value: object, there: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """List every place inside a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [there, *(place for key, item in inner for place in places(item, (*there, key)))]


def with_another(
    line: bytes, choose: Callable[[Sequence[tuple[str | int, ...]]], tuple[str | int, ...]], new: object
) -> bytes:
    """Put another value at one place of a line."""
    said = json.loads(line)
    *above, last = choose(places(said)[1:])
    inside = said
    for key in above:
        inside = inside[key]
    inside[last] = new
    return json.dumps(said).encode()


def check(kind: EventFormat, raw: Sequence[bytes]) -> None:
    """Whatever the lines are: nothing is raised, every reject says why, every event can be read back."""
    accepted, rejects = kind.parse_many(numbered(raw))

    assert all(reject.reason.strip() and 1 <= reject.line <= len(raw) for reject in rejects)
    for event in accepted.events:
        line = msgspec.json.encode(event)
        assert plausible(msgspec.json.decode(line, type=AnyEvent)) == event
        assert b"\n" not in line


def test_every_format_on_the_shelf_has_examples_here() -> None:
    assert set(NAMES) == set(EXAMPLES)


@pytest.mark.parametrize(("name", "line"), WHERE)
def test_a_format_recognises_its_own_examples_and_nobody_else_does(name: str, line: bytes) -> None:
    """A file must never depend on the order in which formats are asked."""
    assert [other for other in NAMES if format_named(other).recognises(line)] == [name]


@pytest.mark.parametrize(("name", "line"), WHERE)
def test_an_example_gives_events(name: str, line: bytes) -> None:
    accepted, rejects = format_named(name).parse_many(numbered([line]))

    assert rejects == []
    assert accepted.events


@pytest.mark.parametrize(("name", "line"), WHERE)
def test_a_line_means_the_same_events_every_time(name: str, line: bytes) -> None:
    """A line that is sent again must be a duplicate, so its ids may not depend on the moment or the neighbours."""
    alone = format_named(name).parse_many(numbered([line]))[0].events
    among = format_named(name).parse_many(numbered([*EXAMPLES[name], line]))[0].events

    assert among[-len(alone) :] == alone


@pytest.mark.parametrize(("name", "line"), WHERE)
def test_ids_within_a_line_differ(name: str, line: bytes) -> None:
    events = format_named(name).parse(line)

    assert len({(event.platform, event.id) for event in events}) == len(events)


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_line_is_a_reject_with_a_reason(name: str) -> None:
    for raw in NO_EVENTS:
        accepted, [reject] = format_named(name).parse_many(numbered([raw]))

        assert accepted.events == []
        assert reject.reason.endswith((".", ": closed"))


@pytest.mark.parametrize("name", NAMES)
def test_one_line_alone_is_refused_in_our_words(name: str) -> None:
    for raw in NO_EVENTS:
        with pytest.raises(Invalid):
            format_named(name).parse(raw)


@pytest.mark.parametrize("name", NAMES)
def test_bad_lines_between_good_ones_stop_none_of_them(name: str) -> None:
    good, mixed = EXAMPLES[name] * 5, []
    for number, line in enumerate(good):
        mixed += [line, NO_EVENTS[number % len(NO_EVENTS)]]
    accepted, rejects = format_named(name).parse_many(numbered(mixed))

    assert accepted.events == format_named(name).parse_many(numbered(good))[0].events
    assert [reject.line for reject in rejects] == list(range(2, len(mixed) + 1, 2))


@pytest.mark.parametrize("name", NAMES)
@given(raw=st.lists(st.binary(max_size=40) | values.map(lambda value: json.dumps(value).encode()), max_size=8))
@settings(max_examples=40)
def test_junk_never_raises(name: str, raw: list[bytes]) -> None:
    check(format_named(name), [line.replace(b"\n", b" ") for line in raw])


@pytest.mark.parametrize(("name", "line"), WHERE)
@given(data=st.data(), new=values)
@settings(max_examples=40)
def test_an_example_with_another_value_anywhere_never_raises(
    name: str, line: bytes, data: st.DataObject, new: object
) -> None:
    """The platform changes a field's type without telling: that line is rejected, or read as what it can be read back as."""
    bad = with_another(line, lambda found: data.draw(st.sampled_from(found)), new)

    check(format_named(name), [bad, line])


@pytest.mark.parametrize(("name", "line"), WHERE)
@pytest.mark.parametrize(
    "new", ["", "9" * 30, "-1", -1, 10**30, 1e308, "9999-12-31T23:59:59-14:00", "\ud800", None, [], {}]
)
def test_an_example_with_an_extreme_anywhere_never_raises(name: str, line: bytes, new: object) -> None:
    for at in range(len(places(json.loads(line))) - 1):
        check(format_named(name), [with_another(line, lambda found, at=at: found[at], new)])  # type: ignore[misc]

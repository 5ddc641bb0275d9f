from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest

from cautery.model.bank import BankEntry
from cautery.model.content import Content
from cautery.signals.match import Matcher

NOW = datetime(2016, 2, 5, tzinfo=UTC)
DAY = timedelta(days=1)
LANTERNS = "the lanterns are lit tonight brothers of the harbour come and see them"


def test_every_type_is_looked_for_and_what_is_known_says_what_it_is_and_who_banked_it() -> None:
    entries = [_entry("term", "lanterns"), _entry("link", "justpaste.it/abcd"), _entry("handoff", "kik:ash.ember7")]

    matches = Matcher(entries, at=NOW).match(
        Content(text="Lanterns! kik me: ash.ember7", links=("hxxps://justpaste[.]it/abcd",))
    )

    assert [(match.type, match.value, match.distance, match.disputed) for match in matches] == [
        ("handoff", "kik:ash.ember7", 0.0, False),
        ("link", "justpaste.it/abcd", 0.0, False),
        ("term", "lanterns", 0.0, False),
    ]
    assert matches[2].says == "uses the term 'lanterns', banked by harbour watch under 'invented'"


def test_the_nearest_comes_first() -> None:
    entries = [_entry("near_text", LANTERNS), _entry("term", "lanterns")]

    matches = Matcher(entries, at=NOW).match(Content(text=LANTERNS.replace("brothers", "sisters")))

    assert [match.type for match in matches] == ["term", "near_text"]
    assert 0.0 == matches[0].distance < matches[1].distance <= 0.4


def test_matches_do_not_depend_on_the_order_of_entries() -> None:
    entries = [_entry("term", "lit", bank="b"), _entry("term", "lit", bank="a"), _entry("term", "brothers", bank="b")]
    content = Content(text=LANTERNS)

    assert Matcher(entries, at=NOW).match(content) == Matcher(entries[::-1], at=NOW).match(content)
    assert [(m.bank, m.value) for m in Matcher(entries, at=NOW).match(content)] == [
        ("a", "lit"),
        ("b", "brothers"),
        ("b", "lit"),
    ]


def test_a_value_that_another_bank_holds_harmless_is_disputed_and_says_so() -> None:
    entries = [
        _entry("term", "lanterns"),
        _entry("term", "lanterns", bank="press", opinion="negative"),
        _entry("term", "lit"),
    ]

    found = {match.value: match for match in Matcher(entries, at=NOW).match(Content(text=LANTERNS))}

    assert found["lanterns"].disputed
    assert "disputed" in found["lanterns"].says
    assert not found["lit"].disputed
    assert "disputed" not in found["lit"].says


def test_a_negative_opinion_alone_matches_nothing() -> None:
    assert Matcher([_entry("term", "lanterns", opinion="negative")], at=NOW).match(Content(text=LANTERNS)) == ()


@pytest.mark.parametrize(("expires_at", "found"), [(NOW - DAY, 0), (NOW, 0), (NOW + DAY, 1), (None, 1)])
def test_an_expired_value_matches_nothing(expires_at: datetime | None, found: int) -> None:
    matcher = Matcher([_entry("term", "lanterns", expires_at=expires_at)], at=NOW)

    assert len(matcher.match(Content(text=LANTERNS))) == found


def test_an_expired_value_does_not_take_its_neighbours_place() -> None:
    """Positions are counted over what is in force."""
    entries = [
        _entry("term", "harbour", expires_at=NOW),
        _entry("term", "lit", opinion="negative"),
        _entry("term", "lanterns"),
    ]

    assert [match.value for match in Matcher(entries, at=NOW).match(Content(text=LANTERNS))] == ["lanterns"]


def test_the_same_value_in_two_banks_is_told_for_each() -> None:
    entries = [_entry("term", "lanterns", bank="one"), _entry("term", "lanterns", bank="other")]

    assert [match.bank for match in Matcher(entries, at=NOW).match(Content(text=LANTERNS))] == ["one", "other"]


def test_a_term_and_a_text_of_the_same_letters_are_two_values() -> None:
    """What is harmless as a word may be known as a text."""
    entries = [_entry("near_text", "harbour lights"), _entry("term", "harbour lights", opinion="negative")]

    matches = Matcher(entries, at=NOW).match(Content(text="harbour lights"))

    assert [(match.type, match.disputed) for match in matches] == [("near_text", False)]


@pytest.mark.parametrize("content", [Content(), Content(text="nothing of the kind"), Content(links=("no link",))])
def test_what_is_not_known_matches_nothing(content: Content) -> None:
    assert Matcher([_entry("term", "lanterns"), _entry("near_text", LANTERNS)], at=NOW).match(content) == ()
    assert Matcher([], at=NOW).match(content) == ()


def _entry(
    kind: str,
    value: str,
    *,
    bank: str = "lanterns",
    opinion: Literal["positive", "negative"] = "positive",
    expires_at: datetime | None = None,
) -> BankEntry:
    return BankEntry(
        bank=bank,
        type=kind,
        value=value,
        opinion=opinion,
        origin="harbour watch",
        policy="invented",
        why="",
        added_by="local:mara",
        added_at=NOW - 9 * DAY,
        expires_at=expires_at,
    )

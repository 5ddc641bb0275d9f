from datetime import UTC, datetime

import pytest

from cautery.errors import Invalid, Missing
from cautery.model.bank import BankEntry
from cautery.signals.banks.entries import Ending, changes, entries_of, entry_of
from cautery.signals.banks.format import BadRow, BankFileRow

NOW = datetime(2016, 2, 5, tzinfo=UTC)


def test_a_value_is_banked_in_canonical_form() -> None:
    assert _made(type="term", value=" Harbour-LIGHTS ").value == "harbour lights"
    assert _made(type="link", value="hxxps://justpaste[.]it/abcd").value == "justpaste.it/abcd"
    assert _made(type="handoff", value="whatsapp:+44 7700 900123").value == "whatsapp:447700900123"


def test_what_a_row_leaves_out_is_what_holds_for_the_file() -> None:
    entry = _made(type="term", value="lantern", origin="", policy="")

    assert (entry.origin, entry.policy, entry.opinion, entry.why, entry.expires_at) == (
        "a file",
        "invented",
        "positive",
        "",
        None,
    )


def test_what_a_row_says_of_itself_holds_for_it() -> None:
    entry = _made(
        type="term",
        value="lantern",
        origin="press",
        policy="§4",
        opinion="negative",
        why="a song",
        expires_at="2017-01-02",
    )

    assert (entry.origin, entry.policy, entry.opinion, entry.why) == ("press", "§4", "negative", "a song")
    assert entry.expires_at == datetime(2017, 1, 2, tzinfo=UTC)


def test_who_added_it_when_and_to_which_bank_is_never_taken_from_a_file() -> None:
    entry = _made(type="term", value="lantern", added_by="somebody:else", added_at="1999-01-01", bank="press")

    assert (entry.added_by, entry.added_at, entry.bank) == ("local:mara", NOW, "lanterns")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({}, "needs 'type' and 'value'"),
        ({"type": "term", "value": ""}, "needs 'type' and 'value'"),
        ({"value": "lantern"}, "needs 'type' and 'value'"),
        ({"type": "term", "value": "…"}, "no letter or digit"),
        ({"type": "link", "value": "lantern"}, "is not a link"),
        ({"type": "term", "value": "lantern", "opinion": "Negative!"}, "'Negative!' is no opinion"),
        ({"type": "term", "value": "lantern", "expires_at": "soon"}, "'soon' is not a time"),
        ({"type": "term", "value": "lantern", "expires_at": "0001-01-01T00:00:00+23:00"}, "is not a time"),
    ],
)
def test_what_is_wrong_is_refused_in_words(said: dict[str, str], reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        _made(**said)


def test_an_unknown_type_is_missing() -> None:
    with pytest.raises(Missing, match="no signal type 'phone_hash'"):
        _made(type="phone_hash", value="x")


def test_a_wrong_row_is_told_with_its_line_and_stops_none_of_the_others() -> None:
    rows = [
        BankFileRow(line=2, said={"type": "term", "value": "lantern"}),
        BadRow(line=3, reason="is not CSV"),
        BankFileRow(line=4, said={"type": "phone_hash", "value": "x"}),
        BankFileRow(line=5, said={"type": "term", "value": ""}),
        BankFileRow(line=6, said={"type": "term", "value": "harbour"}),
    ]

    taken = list(entries_of(rows, bank="lanterns", origin="a file", policy="invented", by="local:mara", at=NOW))

    assert [entry.value for entry in taken if isinstance(entry, BankEntry)] == ["lantern", "harbour"]
    assert [row.line for row in taken if isinstance(row, BadRow)] == [3, 4, 5]
    assert taken[1] == rows[1]


def _made(**said: str) -> BankEntry:
    return entry_of(said, bank="lanterns", origin="a file", policy="invented", by="local:mara", at=NOW)


def test_an_end_ends_what_its_list_said_and_what_the_same_file_says_afterwards_holds() -> None:
    held = [_made(type="term", value="lantern", origin=name) for name in ("list:1", "list:2", "ours")]
    end = Ending(type="term", value="lantern", origin="list:")
    again = _made(type="term", value="lantern", origin="list:2", why="again")
    written = {one.origin: one for one in changes([end, again], held, by="mara", at=NOW)}

    assert {name: one.expires_at for name, one in written.items()} == {"list:1": NOW, "list:2": None}
    assert written["list:2"].why == "again"
    assert list(changes([end], [], by="mara", at=NOW)) == []
    assert [one.expires_at for one in changes([again, end], [], by="mara", at=NOW)] == [NOW]


def test_a_row_that_ends_is_told_from_one_that_holds() -> None:
    rows = [BankFileRow(line=1, said={"type": "term", "value": "Lantern", "origin": "list:"}, ends=True)]

    assert list(entries_of(rows, bank="b", origin="f", policy="p", by="mara", at=NOW)) == [
        Ending(type="term", value="lantern", origin="list:")
    ]

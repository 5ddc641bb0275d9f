"""A page of updates gives each member's opinion, and ends what was deleted."""

import io
import json

from cautery.signals.banks.format import BadRow, BankFileRow
from cautery.signals.banks.formats.threatexchange_updates import ThreatExchangeUpdates

ENDS = BankFileRow(line=1, said={"type": "image_pdq", "value": "f0" * 32, "origin": "threatexchange:"}, ends=True)


def read(*updates: object) -> list[BankFileRow | BadRow]:
    return list(ThreatExchangeUpdates().read(io.StringIO(json.dumps({"data": updates}, indent=1))))


def update(*descriptors: object, **more: object) -> dict[str, object]:
    return {"indicator": "f0" * 32, "type": "HASH_PDQ", "descriptors": {"data": descriptors}, **more}


def descriptor(owner: str, status: str, **more: object) -> dict[str, object]:
    return {"id": "1", "owner": {"id": owner}, "status": status, **more}


def opinions(*rows: BankFileRow | BadRow) -> list[tuple[str, str, str]]:
    said = [row.said for row in rows if isinstance(row, BankFileRow) and not row.ends]
    return [(one["origin"], one["opinion"], one["labels"]) for one in said]


def test_each_member_has_an_opinion_and_its_labels() -> None:
    tags = {"data": [{"text": "lantern"}, {"text": "flag"}]}
    end, *rows = read(
        update(descriptor("11", "MALICIOUS", tags=tags), descriptor("12", "NON_MALICIOUS", tags=["news"]))
    )

    assert end == ENDS
    assert opinions(*rows) == [
        ("threatexchange:11", "positive", "flag;lantern"),
        ("threatexchange:12", "negative", "news"),
    ]


def test_a_reaction_is_an_opinion_of_whoever_said_nothing_else() -> None:
    reactions = [
        {"key": "HELPFUL", "value": "12,13"},
        {"key": "DISAGREE_WITH_TAGS", "value": "11,13"},
        {"key": "SAW_THIS_TOO"},
    ]
    rows = read(update(descriptor("11", "MALICIOUS", reactions=reactions)))

    assert sorted(opinions(*rows)) == [
        ("threatexchange:11", "positive", ""),
        ("threatexchange:12", "positive", ""),
        ("threatexchange:13", "negative", ""),
    ]


def test_what_is_deleted_ends_and_what_nobody_judged_is_told() -> None:
    assert read(update(should_delete=True)) == [ENDS]
    end, bad = read(update(descriptor("11", "UNKNOWN"), {"id": "2", "status": "MALICIOUS"}))

    assert end == ENDS
    assert isinstance(bad, BadRow)
    assert "nobody says" in bad.reason


def test_what_is_no_update_stops_none_of_the_others() -> None:
    bad, unknown, *rows = read("junk", {"indicator": "x", "type": "IP_ADDRESS"}, update(descriptor("11", "MALICIOUS")))

    assert ["indicator" in bad.reason, "IP_ADDRESS" in unknown.reason] == [True, True]  # type: ignore[union-attr]
    assert len(opinions(*rows)) == 1

"""Pages of ThreatExchange's `threat_updates` (Meta's Graph API), as they were recorded: JSON, one page a line or one in all.

Each member of the exchange has an opinion of its own, so that one who holds a value to be harmless makes it disputed. What the
exchange has deleted ends all that it had said of the value; an update replaces what it had said before.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import ClassVar, TextIO

from cautery.kit.canonical import digest
from cautery.model.bank import BankEntry
from cautery.signals.banks.format import BETWEEN_LABELS, BadRow, BankFileRow, BankFormat, pages_of

_OURS = {
    "HASH_PDQ": "image_pdq",
    "HASH_VIDEO_VPDQ": "video_vpdq",
    "HASH_MD5": "file_md5",
    "HASH_VIDEO_MD5": "file_md5",
    "HASH_SHA256": "file_sha256",
    "URI": "link",
    "RAW_URI": "link",
    "TEXT_STRING": "near_text",
}
_THEIRS = {ours: theirs for theirs, ours in reversed(_OURS.items())}
_OPINIONS = {"MALICIOUS": "positive", "NON_MALICIOUS": "negative"}
_REACTIONS = {"HELPFUL": "positive", "DISAGREE_WITH_TAGS": "negative"}
_MEMBER = "threatexchange:"


class ThreatExchangeUpdates(BankFormat):
    """Indicators, each with the descriptors and reactions of the members."""

    is_whole: ClassVar = False
    carries: ClassVar = ("type", "value", "opinion", "labels")
    types: ClassVar = frozenset(_THEIRS)

    def read(self, lines: TextIO) -> Iterator[BankFileRow | BadRow]:
        for number, page in pages_of(lines.read(), holding="data"):
            if isinstance(page, BadRow):
                yield page
                continue
            for update in page:
                yield from _rows(update, number)

    def write(self, entries: Iterable[BankEntry], out: TextIO) -> None:
        known = [entry for entry in entries if entry.type in _THEIRS]
        updates = [
            {
                "indicator": value,
                "type": _THEIRS[kind],
                "should_delete": False,
                "descriptors": {"data": [_descriptor(entry) for entry in said]},
            }
            for (kind, value), said in groupby(known, key=lambda entry: (entry.type, entry.value))
        ]
        out.write(json.dumps({"data": updates, "paging": {}}, ensure_ascii=False) + "\n")


def _rows(update: object, number: int) -> Iterator[BankFileRow | BadRow]:
    if not isinstance(update, dict) or not isinstance(update.get("indicator"), str):
        yield BadRow(line=number, reason="holds something without an 'indicator'")
        return
    kind = _OURS.get(str(update.get("type")))
    if kind is None:
        yield BadRow(line=number, reason=f"'{update.get('type')}' is a type that is not looked for here")
        return
    said = {"type": kind, "value": update["indicator"]}
    yield BankFileRow(line=number, said={**said, "origin": _MEMBER}, ends=True)
    if update.get("should_delete"):
        return
    opinions = _opinions(update)
    for member, (opinion, labels) in opinions.items():
        yield BankFileRow(line=number, said={**said, "opinion": opinion, "origin": _MEMBER + member, "labels": labels})
    if not opinions:
        yield BadRow(line=number, reason="nobody says of it whether it is known or harmless")


def _opinions(update: dict[str, object]) -> dict[str, tuple[str, str]]:
    """Give each member's opinion and labels; what a member says in a descriptor counts before what it reacts with."""
    said, reacted = dict[str, tuple[str, str]](), dict[str, tuple[str, str]]()
    for one in _listed(update.get("descriptors")):
        opinion, member = _OPINIONS.get(str(one.get("status"))), _member(one)
        if opinion and member:
            said[member] = opinion, BETWEEN_LABELS.join(_tags(one))
        for reaction in _listed(one.get("reactions")):
            opinion = _REACTIONS.get(str(reaction.get("key")))
            for other in str(reaction.get("value", "")).split(",") if opinion else ():
                if other.strip() and reacted.get(other.strip(), ("",))[0] != "negative":
                    reacted[other.strip()] = str(opinion), ""
    return reacted | said


def _listed(found: object) -> list[dict[str, object]]:
    """Give the objects of a list, whether it stands alone or, as Graph has it, under 'data'."""
    inner = found.get("data") if isinstance(found, dict) else found
    return [one for one in inner if isinstance(one, dict)] if isinstance(inner, list) else []


def _member(descriptor: dict[str, object]) -> str:
    owner = descriptor.get("owner")
    return str(owner.get("id") or "") if isinstance(owner, dict) else ""


def _tags(descriptor: dict[str, object]) -> list[str]:
    tags = descriptor.get("tags")
    if isinstance(tags, dict):
        return sorted(str(one.get("text")) for one in _listed(tags) if one.get("text"))
    return sorted(str(one) for one in tags if one) if isinstance(tags, list) else []


def _descriptor(entry: BankEntry) -> dict[str, object]:
    status = next(theirs for theirs, ours in _OPINIONS.items() if ours == entry.opinion)
    member = entry.origin.removeprefix(_MEMBER)
    return {
        "id": digest(entry.bank, entry.type, entry.value, entry.origin)[:16],
        "owner": {"id": member},
        "status": status,
        "tags": list(entry.labels),
    }

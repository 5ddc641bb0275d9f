"""A page of the hash list gives its values, with their ideology, and ends those that were deleted."""

import io
import json

from cautery.signals.banks.format import BadRow, BankFileRow
from cautery.signals.banks.formats.tat import ORIGIN, Tat

PAGE = {
    "count": 3,
    "next": "https://hashes.example/api/hash-list/v2/all?after=3",
    "previous": None,
    "checkpoint": 3,
    "results": [
        {
            "id": 1,
            "hash_digest": "F0" * 32,
            "algorithm": "PDQ",
            "ideology": "lantern-guard",
            "file_type": "png",
            "deleted": False,
        },
        {
            "id": 2,
            "hash_digest": "ab" * 16,
            "algorithm": "md5",
            "ideology": None,
            "deleted": True,
            "updated_on": "2020-01-01T00:00:00Z",
        },
        {"id": 3, "hash_digest": "ab" * 64, "algorithm": "SHA512", "deleted": False},
        {"id": 4},
    ],
}


def read(text: str) -> list[BankFileRow | BadRow]:
    return list(Tat().read(io.StringIO(text)))


def test_values_labels_and_ends_are_taken_and_the_rest_is_told() -> None:
    pdq, md5, *bad = read(json.dumps(PAGE, indent=1))

    assert pdq == BankFileRow(
        line=1, said={"type": "image_pdq", "value": "F0" * 32, "labels": "lantern-guard;png", "origin": ORIGIN}
    )
    assert md5 == BankFileRow(
        line=1,
        said={"type": "file_md5", "value": "ab" * 16, "labels": "", "origin": ORIGIN},
        ends=True,
    )
    assert ["SHA512" in row.reason or "hash_digest" in row.reason for row in bad if isinstance(row, BadRow)] == [
        True
    ] * 2


def test_pages_may_stand_line_by_line_and_a_bad_one_stops_no_other() -> None:
    rows = read(f"{json.dumps(PAGE)}\nno page\n{json.dumps(PAGE)}\n")

    assert [row.line for row in rows] == [1, 1, 1, 1, 2, 3, 3, 3, 3]

"""A hash list of `threatexchange` is read line by line."""

import io

from cautery.signals.banks.format import BadRow, BankFileRow
from cautery.signals.banks.formats.threatexchange import ThreatExchange


def test_its_types_are_ours_under_other_names_and_others_are_told() -> None:
    lines = f"pdq {'f0' * 32}\nvideo_md5  {'ab' * 16}\n\nurl https://justpaste.it/a b\ntrend_query {{}}\npdq\n"
    rows = list(ThreatExchange().read(io.StringIO(lines)))

    assert [row.said for row in rows if isinstance(row, BankFileRow)] == [
        {"type": "image_pdq", "value": "f0" * 32},
        {"type": "file_md5", "value": "ab" * 16},
        {"type": "link", "value": "https://justpaste.it/a b"},
    ]
    assert [row.line for row in rows if isinstance(row, BadRow)] == [5, 6]

"""JSON from outside is refused by one list of errors, which knows that nesting and bytes have errors of their own."""

import re
from pathlib import Path

import msgspec
import pytest

import cautery
from cautery.kit.unreadable import NOT_JSON

SOURCES = Path(cautery.__file__).parent
OWN_FILES = (
    "platforms/connectors/webhook.py",
    "policy/policy.py",
    "settings/reading.py",
    "events/formats/canonical.py",
    "kit/unreadable.py",
)
"""A reader that drops unknown fields; an owner's TOML; a format that tells these errors apart; the list itself."""


@pytest.mark.parametrize("said", [b"{", b"[" * 100_000 + b"]" * 100_000, b'"\xff"', b'{"x": ' + b"[" * 100_000])
def test_whatever_is_wrong_with_it_is_in_the_list(said: bytes) -> None:
    with pytest.raises(NOT_JSON):
        msgspec.json.decode(said)


def test_nobody_lists_some_of_these_errors_alone() -> None:
    """A list without RecursionError let a provider's nested answer through as an error of ours."""
    alone = [
        f"{path.relative_to(SOURCES)}: {found.strip()}"
        for path in SOURCES.rglob("*.py")
        if str(path.relative_to(SOURCES)) not in OWN_FILES and "migrations" not in path.parts
        for found in re.findall(r"except [^:]*msgspec\.\w*Error[^:]*:", path.read_text())
    ]

    assert [one for one in alone if "signals/media" not in one] == []

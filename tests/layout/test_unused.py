"""Every function, method and class is used by the product or has a reason to be here; what only tests reach is deleted."""

from pathlib import Path

from vulture import Vulture

ROOT = Path(__file__).parents[2]
CALLED_BY_OTHERS = {
    "capture_signals": "uvicorn calls it",
    "handle_data": "html.parser calls it",
    "handle_endtag": "html.parser calls it",
    "handle_starttag": "html.parser calls it",
    "parse_marked_section": "html.parser calls it",
    "readinto": "io.RawIOBase calls it",
}
FOR_OTHERS = {
    "FrozenClock": "tests hold the time with it",
    "pairs_on_spark": "for those who have a cluster: docs/why/networks.md",
    "read_verifier": "whoever keeps checkpoints elsewhere opens notes with it",
    "root_by_inclusion": "whoever holds one entry checks its proof with it",
    "steps_to": "programs read lineages with it",
}
WAITING = {
    "by_key": "only its test",
    "found_numbers": "only its test",
    "known_ids": "only its test",
    "renew_secrets": "no door offers it yet",
    "to_take_back": "only its tests",
}
"""Named here to be used by a door or deleted; nothing is added."""
SHELVES = ("events/formats", "platforms/connectors", "platforms/messengers", "signals/banks/formats", "signals/types")
"""Folders whose classes the shelf finds by their files' names."""
BY_THE_FRAMEWORK = ["@router.*", "@property"] + [
    f"@*.{name}" for name in ("callback", "command", "delete", "exception_handler", "get", "middleware", "post", "put")
]


def test_nothing_is_there_that_nobody_uses() -> None:
    vulture = Vulture(ignore_decorators=BY_THE_FRAMEWORK)
    vulture.scavenge([str(ROOT / name) for name in ("src/cautery", "bench", "docs")])
    unused = {
        item.name
        for item in vulture.get_unused_code(min_confidence=60)
        if item.typ in ("function", "method", "class")
        and ROOT / "src" in Path(item.filename).resolve().parents
        and not (item.typ == "class" and any(f"cautery/{shelf}/" in str(item.filename) for shelf in SHELVES))
    }

    assert unused - set(CALLED_BY_OTHERS) - set(FOR_OTHERS) - set(WAITING) == set()

"""Every function, method and class is used by the product or has a reason to be here; what only tests reach is deleted."""

from pathlib import Path

import grimp
from vulture import Vulture

ROOT = Path(__file__).parents[2]
DOORS = ("cautery.cli", "cautery.serve", "cautery.client")
FOUND_BY_NAME = (
    "cautery.events.formats",
    "cautery.platforms.connectors",
    "cautery.platforms.messengers",
    "cautery.policy.house",
    "cautery.policy.laws",
    "cautery.signals.banks.formats",
    "cautery.signals.types",
    "cautery.store.migrations",
)
"""Shelves, and the steps of the database: whoever needs them finds them by the names of their files."""
BY_ITSELF = {
    "cautery.effect.charts": "loaded when pictures are asked for and their extra is there",
    "cautery.engine.spark": "for those who have a cluster: docs/why/networks.md",
    "cautery.pipeline.detection.networks_on_spark": "for those who have a cluster: docs/why/networks.md",
    "cautery.pipeline.orders.verify_package": "copied into what is handed over, and run there by itself",
    "cautery.signals.hamming_kernels": "loaded when its extra is there",
    "cautery.signals.hamming_plain": "loaded when that extra is not there",
    "cautery.signals.meaning.model": "loaded when the first sentence is compared, and its extra is there",
    "cautery.signals.media.worker": "the limited process, started by its name",
    "cautery.signals.minhash_kernel": "loaded when its extra is there",
}
"""Modules that are imported by name or by others' programs, and what they import with them."""
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
SHELVES = (
    "events/formats",
    "platforms/connectors",
    "platforms/messengers",
    "policy/laws",
    "signals/banks/formats",
    "signals/types",
)
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

    assert unused - set(CALLED_BY_OTHERS) - set(FOR_OTHERS) == set()


def test_nothing_is_shipped_that_no_door_reaches() -> None:
    """What only benches use stands in `bench`."""
    graph = grimp.build_graph("cautery", cache_dir=None)
    beginnings = (*DOORS, *FOUND_BY_NAME, *BY_ITSELF)
    reached = {module for module in graph.modules if module.startswith(beginnings)}
    waiting = list(reached)
    while waiting:
        further = graph.find_modules_directly_imported_by(waiting.pop()) - reached
        reached |= further
        waiting += further

    assert sorted(module for module in graph.modules - reached if not graph.find_children(module)) == []

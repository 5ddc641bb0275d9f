"""Prints `docs/reference/formats.md`: python docs/print_formats.py."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from cautery.events import formats
from cautery.events.format import EventFormat
from cautery.kit.shelf import take_all
from docs.print_platforms import table

PAGE = Path(__file__).parent / "reference" / "formats.md"
HEAD = """# Input formats

Printed from `src/cautery/events/formats` by `python -m docs.print_formats`. A format is detected from a file, or
named with `cautery ingest --format`. Files may be compressed with gzip, bzip2, xz or zstandard. Each file in a zip archive is
read. UTF-16 is read too. JSON is one item a line, an array, or spread over lines. A directory means all files below it.

Times need an offset from UTC. Where a file's times have none, say where they are meant: `--timezone UTC`, `--timezone +02:00`,
`--timezone Europe/Berlin`; else such lines are rejected, in every format.
"""


def written() -> str:
    """Give the page."""
    return HEAD + "".join(_sections())


def _sections() -> Iterator[str]:
    for name, kind in sorted(take_all(formats, EventFormat).items()):  # type: ignore[type-abstract]
        package = import_module(f"{formats.__name__}.{name}")
        yield f"\n## {name}\n\n{inspect.getdoc(package) or ''}\n"
        yield from table(kind.fields)


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")

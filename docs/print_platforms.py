"""Prints `docs/reference/platforms.md`: python docs/print_platforms.py."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from cautery.kit.fields import Fields, rows_of
from cautery.kit.shelf import take_all
from cautery.platforms import connectors
from cautery.platforms.connector import Connector

PAGE = Path(__file__).parent / "reference" / "platforms.md"
HEAD = """# Platforms

Printed from `src/cautery/platforms/connectors` by `python docs/print_platforms.py`. How to connect one:
[docs/howto/platforms.md](../howto/platforms.md).
"""


def written() -> str:
    """Give the page."""
    return HEAD + "".join(_sections())


def _sections() -> Iterator[str]:
    for name, connector in sorted(take_all(connectors, Connector).items()):  # type: ignore[type-abstract]
        package = import_module(f"{connectors.__name__}.{name}")
        yield f"\n## {name}\n\n{inspect.getdoc(package) or ''}\n"
        can = getattr(connector, "measures", None)
        if can:
            yield f"\nMeasures: {', '.join(f'`{measure}`' for measure in sorted(can))}.\n"
        if connector.settings:
            yield "\n| setting of its own | expected |\n|---|---|\n"
            yield from (f"| `{key}` | {what} |\n" for key, what in connector.settings.items())
        yield from table(connector.fields)


def table(fields: Fields) -> Iterator[str]:
    """Give what becomes of each field, as a table; nothing where no table is kept."""
    if fields:
        yield "\n| entity | field | used as |\n|---|---|---|\n"
        yield from (f"| {entity} | `{field}` | {what} |\n" for entity, field, what in rows_of(fields))


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")

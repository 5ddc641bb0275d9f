"""What every command does the same: where the installation is, one JSON document on stdout, progress on stderr."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from cautery.kit.clock import parse_time

Home = Annotated[
    Path,
    typer.Option("--home", envvar="CAUTERY_HOME", help="Installation directory.", show_default="./.cautery"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document to stdout.")]
At = Annotated[
    datetime | None,
    typer.Option("--at", help="Current time; default: time of the latest event.", parser=parse_time, metavar="TIME"),
]
HERE = Path(".cautery")
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Letters that JSON leaves as they are, and that a terminal obeys or is turned around by."""

T = TypeVar("T")


def emit(value: T, *, as_json: bool, show: Callable[[T], None]) -> None:
    """Print a result: as JSON when asked, and otherwise the way that `show` tells it to a person."""
    if not as_json:
        show(value)
        return
    import msgspec

    said = _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", msgspec.json.encode(value).decode())
    sys.stdout.buffer.write(said.encode() + b"\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Print a sentence; whatever of it comes from a platform, a file or a person is made harmless."""
    print(plain(text))


def next_step(text: str) -> None:
    """Say what to type next, where it does not disturb what a program reads."""
    print(plain(text), file=sys.stderr)


def quiet() -> bool:
    """Whether progress bars would only fill a log."""
    return not sys.stderr.isatty() or bool(os.environ.get("CI"))


def plain(text: str) -> str:
    """Make a platform's text harmless in a terminal: no escape sequences, no letters that turn the line around."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "\ufffd" for letter in text)


def print_table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table that fits the terminal; whatever comes from a platform is made harmless."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    Console().print(table)

"""What every command does the same: where the installation is, one JSON document on stdout, progress on stderr."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

Home = Annotated[
    Path,
    typer.Option("--home", envvar="CAUTERY_HOME", help="The installation's folder.", show_default="./.cautery"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]
At = Annotated[str | None, typer.Option("--at", help="What 'now' is; the latest event's time unless told.")]
HERE = Path(".cautery")

T = TypeVar("T")


def emit(value: T, *, as_json: bool, show: Callable[[T], None]) -> None:
    """Print a result: as JSON when asked, and otherwise the way that `show` tells it to a person."""
    if not as_json:
        show(value)
        return
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.flush()


def next_step(text: str) -> None:
    """Say what to type next, where it does not disturb what a program reads."""
    print(text, file=sys.stderr)


def quiet() -> bool:
    """Whether progress bars would only fill a log."""
    return not sys.stderr.isatty() or bool(os.environ.get("CI"))

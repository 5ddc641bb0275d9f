"""The help of every command and option, from the catalogue."""

from collections.abc import Iterator

from typer.core import TyperCommand, TyperGroup

from cautery.translations.speech import gettext

Command = TyperCommand | TyperGroup


def messages(command: object) -> Iterator[str]:
    """List what the help of a command, of its options and of the commands below it says."""
    for part in _parts(command):
        text = getattr(part, "help", None)
        if text:
            yield text


def speak(command: object) -> None:
    """Say the help of a command, of its options and of the commands below it in the language at hand."""
    for part in _parts(command):
        text = getattr(part, "help", None)
        if text:
            part.help = gettext(text)  # type: ignore[attr-defined]


def _parts(command: object) -> Iterator[object]:
    yield command
    yield from getattr(command, "params", ())
    for below in getattr(command, "commands", {}).values():
        yield from _parts(below)

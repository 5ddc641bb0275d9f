"""The catalogue holds what is said today, in every language that account holders and reporters read."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import cautery.cli
from cautery.translations.languages import LANGUAGES, SOURCE
from docs.print_catalogue import LOCALES, TEMPLATE, TRANSLATED, collected, compiled, merged, text_of

OTHERS = sorted(set(LANGUAGES) - {SOURCE})


def test_it_holds_every_message_and_no_other() -> None:
    """Collect them again with: make catalogue"""
    assert TEMPLATE.read_bytes() == text_of(collected())


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_is_merged_and_compiled(language: str) -> None:
    """Merge and compile them again with: make catalogue"""
    assert (LOCALES / f"{language}.po").read_bytes() == text_of(merged(language))
    assert (LOCALES / f"{language}.mo").read_bytes() == compiled(merged(language))


@pytest.mark.parametrize("language", OTHERS)
def test_letters_and_pages_for_outsiders_are_in_every_language(language: str) -> None:
    with (LOCALES / f"{language}.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.context in TRANSLATED]

    assert messages
    assert [message.id for message in messages if not message.string or message.fuzzy] == []
    assert [message.id for message in messages if _places(message.id) != _places(str(message.string))] == []


def _places(text: str) -> set[str | None]:
    return {place for _, place, _, _ in Formatter().parse(text)} - {None}


COMMANDS = Path(cautery.cli.__file__).parent
SAYS = set(
    "print next_step print_table say _head _bar status Table add_task Invalid Missing Conflict Permanent".split()
)
"""Functions by which a command says something to a person, and errors that it raises itself."""
IN_ENGLISH = re.compile(r"[A-Za-z]{2,}")
COMMAND_LINE = re.compile(r"cautery( |$|: $)")


@pytest.mark.parametrize("path", sorted(COMMANDS.glob("*.py")), ids=lambda path: path.stem)
def test_what_commands_say_comes_from_the_catalogue(path: Path) -> None:
    """Sentences, headings of tables and errors; what is typed stays as it is typed."""
    said = [call for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if _name(call) in SAYS]
    outside = [text for call in said for argument in call.args for text in _texts(argument)]  # type: ignore[attr-defined]

    assert [text for text in outside if IN_ENGLISH.search(text) and not COMMAND_LINE.match(text)] == []


def _name(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _texts(node: ast.AST) -> Iterator[str]:
    """List what is written in an argument; what functions give, and what things are compared with, is not said."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.JoinedStr():
            yield "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        case ast.Compare() | ast.Subscript() | ast.Attribute():
            return
        case ast.Call() if _name(node) not in ("join", "plain", "Text"):
            return
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _texts(child)

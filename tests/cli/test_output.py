"""What every command prints the same way: a document or words on stdout, all else on stderr, and nothing harmful."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cautery.cli
from cautery.cli.output import emit, next_step, plain, print_table, quiet, say
from cautery.translations.languages import PSEUDO
from cautery.translations.speech import speaking
from tests.cli.terminal import Terminal


@dataclass(frozen=True)
class Lamp:
    name: str
    lit: datetime


LAMP = Lamp("oil\nlamp", datetime(2020, 1, 1, 12, tzinfo=UTC))


def test_as_json_it_is_one_document_on_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    emit([LAMP, LAMP], as_json=True, show=print)
    out, err = capfd.readouterr()

    assert json.loads(out) == [{"name": "oil\nlamp", "lit": "2020-01-01T12:00:00Z"}] * 2
    assert (out.count("\n"), err) == (1, "")


def test_in_words_it_is_what_is_shown_and_no_document(capfd: pytest.CaptureFixture[str]) -> None:
    emit(LAMP, as_json=False, show=lambda lamp: print(lamp.name))

    assert capfd.readouterr() == ("oil\nlamp\n", "")


def test_what_to_type_next_does_not_disturb_what_a_program_reads(capfd: pytest.CaptureFixture[str]) -> None:
    next_step("Next: cautery cases")

    assert capfd.readouterr() == ("", "Next: cautery cases\n")


def test_bars_are_kept_out_of_logs() -> None:
    assert quiet()  # nobody sits before a test


@pytest.mark.parametrize(
    "harm", ["\x1b[2J", "\x1b]0;title\x07", "\r", "\u202egnp.exe", "\u2066", "\x9b31m", "\u200b", "\0"]
)
def test_what_moves_a_terminal_or_turns_a_line_around_is_made_harmless(harm: str) -> None:
    made = plain(f"ada{harm}eve")

    assert made.startswith("ada\ufffd")
    assert made.isprintable()


@given(text=st.text(alphabet=st.characters(categories=("L", "M", "N", "P", "S"))))
def test_letters_of_every_script_stay(text: str) -> None:
    assert plain(f"{text} {text}\n{text}") == f"{text} {text}\n{text}"


def test_a_table_shows_every_cell_as_it_is_and_harmless(capfd: pytest.CaptureFixture[str]) -> None:
    """Square brackets are somebody's text, and no command to the table."""
    print_table(("account", "says"), [("ada", "[red]hello[/red] \x1b[31m"), ("eve", "مرحبا")])
    out = capfd.readouterr().out

    assert "account" in out
    assert "[red]hello[/red] \ufffd[31m" in out
    assert "مرحبا" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    "command",
    [
        "init",
        "cases",
        "suspects --limit 1",
        "audit verify",
        "banks add term lantern",
        "banks list",
        "takedown list",
        "doctor",
        "jobs",
    ],
)
def test_what_a_command_says_is_in_the_language_at_hand(town: Terminal, command: str) -> None:
    """What stands outside of the brackets is a platform's, a person's, a figure or what one types."""
    with speaking(PSEUDO):
        first = town.run(*command.split()).out.splitlines()[0]

    assert "\u27e6" in first
    assert re.findall("[a-z]{3,}", re.sub("\u27e6[^\u27e7]*\u27e7", "", first)) == []


def test_what_a_terminal_would_obey_is_written_out_in_words_and_in_documents(capfd: pytest.CaptureFixture[str]) -> None:
    hostile = "a\x1b]0;x\x07\x9b2J\u202e\u2028z"
    say(hostile)
    next_step(hostile)
    emit({"name": hostile}, as_json=True, show=print)
    out, err = capfd.readouterr()

    assert all(letter == "\n" or letter.isprintable() for letter in out + err)
    assert json.loads(out.splitlines()[1]) == {"name": hostile}


def test_no_command_prints_by_itself() -> None:
    """A sentence that is printed another way is not made harmless."""
    commands = Path(cautery.cli.__file__).parent
    alone = re.compile(r"(?<![\w.=])print\(")

    assert [
        one.name for one in commands.glob("*.py") if one.name != "output.py" and alone.search(one.read_text())
    ] == []

"""Help comes from the catalogue, for commands, options and the commands below them."""

import subprocess
import sys

from typer.main import get_command

from cautery.cli.help import messages, speak
from cautery.cli.main import app
from cautery.translations.languages import PSEUDO
from cautery.translations.pseudo import pseudo
from cautery.translations.speech import speaking


def test_every_command_and_option_has_help_and_it_is_in_the_catalogue() -> None:
    said = list(messages(get_command(app)))

    assert "Reason, recorded in the audit log with your name." in said
    assert "Verify that every action is still in force." in said


def test_help_is_said_in_the_language_at_hand() -> None:
    command, english = get_command(app), list(messages(get_command(app)))
    with speaking(PSEUDO):
        speak(command)

    assert list(messages(command)) == [pseudo(text) for text in english]


def test_the_language_is_that_of_the_environment() -> None:
    typed = [sys.executable, "-m", "cautery.cli.main", "audit", "verify", "--help"]
    told = subprocess.run(typed, env={"LANGUAGE": "en_XA"}, capture_output=True, text=True, check=True).stdout

    assert "⟦" in told


def test_older_names_of_commands_still_work_and_are_not_listed() -> None:
    below = get_command(app).commands["takedown"].commands  # type: ignore[attr-defined]
    older = {"ratify", "refuse", "undo", "hold", "release", "redrive", "silence", "retell"}

    assert older <= set(below)
    assert all(below[name].hidden for name in older)
    assert {"confirm", "reject", "revert", "pause", "resume", "retry", "suppress", "resend"} <= {
        name for name, command in below.items() if not command.hidden
    }

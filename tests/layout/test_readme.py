"""The README's promises that a machine can check."""

import re
from pathlib import Path

from typer.main import get_command

from cautery.cli.main import app

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_its_two_commands_are_verbs_of_the_makefile() -> None:
    verbs = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert {"run", "test"} <= verbs
    assert set(re.findall(r"\bmake ([a-z]+)", README)) <= verbs


def test_every_command_that_it_names_exists() -> None:
    known = set(get_command(app).commands)  # type: ignore[attr-defined]
    named = set(re.findall(r"^cautery ([a-z]+)", README, re.MULTILINE))

    assert named
    assert named <= known


def test_every_file_that_it_links_to_is_there() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)|src=\"(?!http)([^\"]+)\"", README)
    missing = [link for pair in links for link in pair if link and not (ROOT / link).exists()]

    assert missing == []

"""A terminal to type commands into: what was printed where, and the exit code that a shell would see."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from cautery.cli.main import app
from cautery.errors import CauteryError


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def documents(self) -> list[object]:
        """Every JSON document on stdout; anything else there is an error."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def said(self) -> dict[str, object]:
        """The one JSON document on stdout, an object."""
        [document] = self.documents
        assert isinstance(document, dict)
        return document

    def part(self, name: str) -> list[dict[str, object]]:
        """A list of objects inside the one JSON document."""
        inside = self.said[name]
        assert isinstance(inside, list)
        return inside

    @property
    def listed(self) -> list[dict[str, object]]:
        """The one JSON document on stdout, a list of objects."""
        [document] = self.documents
        assert isinstance(document, list)
        return document


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """Whoever types here has set CAUTERY_HOME."""

    home: Path

    def run(self, *words: str | Path, env: Mapping[str, str] | None = None) -> Done:
        """Type a command; errors of ours become exit codes as in `main`, whose own tests run it in a process."""
        result = CliRunner().invoke(
            app, [str(word) for word in words], env={"CAUTERY_HOME": str(self.home), "COLUMNS": "200", **(env or {})}
        )
        error = result.exception
        if error is not None and not isinstance(error, CauteryError | SystemExit):
            raise error
        code = error.exit_code if isinstance(error, CauteryError) else result.exit_code
        told = f"{error}\n{error.at_terminal}" if isinstance(error, CauteryError) else str(error)
        return Done(code=code, out=result.stdout, err=result.stderr + (told if code > 1 else ""))

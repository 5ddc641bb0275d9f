"""Judges a file of statements of reasons, line by line, as the transparency database would: nothing is sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from cautery.errors import Invalid, Missing
from cautery.kit.unreadable import NOT_JSON
from cautery.reports.dsa_statement import judge
from cautery.reports.personal_data import tells_who

LONGEST_LINE = 2**20
"""Bytes: the longest statement that is allowed has some 20,000 letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedStatement:
    """What is wrong with the statement on a line."""

    line: int
    ok: bool
    """Whether the database would take it."""
    error_fields: tuple[str, ...]
    errors: Mapping[str, str]
    warnings: Mapping[str, str]
    """What the database lets pass, and should not have: personal data, and what its documentation asks for."""


def check_statements(file: Path) -> Iterator[CheckedStatement]:
    """Judge each line, `{"statement": {...}}`; empty lines are passed over."""
    try:
        with file.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _checked(number, line)
    except OSError as error:
        raise Missing(f"'{file}' cannot be read: {error.strerror}. Name a file with one statement a line.") from None


def _checked(number: int, line: bytes) -> CheckedStatement:
    try:
        statement = _statement(line)
    except Invalid as error:
        return CheckedStatement(
            line=number, ok=False, error_fields=("statement",), errors={"statement": str(error)}, warnings={}
        )
    judgement = judge(statement)
    said = {field: f"may tell who somebody is ({kind})" for field, kind in tells_who(statement).items()}
    return CheckedStatement(
        line=number,
        ok=judgement.ok,
        error_fields=tuple(judgement.errors),
        errors=judgement.errors,
        warnings={**judgement.warnings, **said},
    )


def _statement(line: bytes) -> Mapping[str, object]:
    if len(line) > LONGEST_LINE:
        raise Invalid("The line is longer than a megabyte.")
    try:
        said = msgspec.json.decode(line)
    except NOT_JSON as error:
        raise Invalid(f"The line is not JSON: {error}.") from None
    statement = said.get("statement") if isinstance(said, dict) else None
    if not isinstance(statement, dict):
        raise Invalid('The line must be an object with the statement under "statement".')
    return statement

"""Prints `docs/reference/settings.md`: python docs/print_settings.py."""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect as kinds

from cautery.access.provider import Provider
from cautery.enforcement.guards import Limits
from cautery.platforms.posts import MessengerTable
from cautery.platforms.settings import PlatformTable
from cautery.settings.expected import expected, shown
from cautery.settings.tables import (
    AuthorityTable,
    Keep,
    MailboxTable,
    OrderRules,
    Schedules,
    ServiceFacts,
    Settings,
    StatementsTable,
)

PAGE = Path(__file__).parent / "reference" / "settings.md"
HEAD = """# Settings

Printed from `src/cautery/settings/tables.py` and the types that it names by `python docs/print_settings.py`.

Settings are read from `cautery.toml` in the installation's folder. A key that is unknown or wrong stops the command with exit
code 2 and names its line, what is expected and the nearest known key. Secrets never stand in this file: it names the files that
hold them, or a variable of the environment does.
"""
TABLES: Mapping[str, tuple[str, Any]] = {
    "At the top": ("", Settings),
    "`[takedown]`": ("Guards of takedowns, and the pace of enforcement.", Limits),
    "`[schedules]`": ("When each job runs by itself, while the installation is served.", Schedules),
    "`[keep]`": ("For how long data is kept; the job `retention` deletes what is older.", Keep),
    "`[service]`": ("Who runs the service; `cautery laws` says which laws apply.", ServiceFacts),
    "`[authorities.NAME]`": (
        "One table for each authority: who can be told of threats to life. Health and `cautery doctor` name them.",
        AuthorityTable,
    ),
    "`[mailbox]`": ("The mailbox at which authorities send orders; `cautery serve` reads it.", MailboxTable),
    "`[orders]`": ("What happens to orders of authorities by itself.", OrderRules),
    "`[statements.NAME]`": (
        "Where the statements of reasons of a platform go; `NAME` is the platform's.",
        StatementsTable,
    ),
    "`[provider]`": ("The OpenID provider whose accounts your people sign in with.", Provider),
    "`[platforms.NAME]`": (
        "One table for each platform; `NAME` is what its events and decisions carry.",
        PlatformTable,
    ),
    "`[messengers.NAME]`": ("One table for each way to account holders and to people on duty.", MessengerTable),
}


def written() -> str:
    """Give the page."""
    return HEAD + "".join(_section(title, says, table) for title, (says, table) in TABLES.items())


def _section(title: str, says: str, table: Any) -> str:
    rows = "\n".join(_rows(table))
    told = f"{says}\n\n" if says else ""
    return f"\n## {title}\n\n{told}| key | is | default | what it does |\n|---|---|---|---|\n{rows}\n"


def _rows(table: Any) -> Iterator[str]:
    hints, texts = inspect.get_annotations(table, eval_str=True), _texts(table)
    for field in _fields(table):
        if field.name != "more":
            yield f"| `{field.name}` | {expected(hints[field.name])} | {_default(field)} | {texts[field.name]} |"


def _fields(table: Any) -> tuple[kinds.Field, ...]:
    found = kinds.type_info(table)
    assert isinstance(found, kinds.StructType | kinds.DataclassType)
    return found.fields


def _default(field: kinds.Field) -> str:
    if field.required:
        return "must be set"
    value = field.default_factory() if field.default is msgspec.NODEFAULT else field.default
    return "" if value in (None, "", [], {}, ()) or isinstance(value, Limits) else f"`{shown(value)}`"


def _texts(table: Any) -> Mapping[str, str]:
    """Read what stands below each key."""
    body = ast.parse(textwrap.dedent(inspect.getsource(table))).body[0].body  # type: ignore[attr-defined]
    return {
        key.target.id: " ".join(text.value.value.split())
        for key, text in pairwise(body)
        if isinstance(key, ast.AnnAssign) and isinstance(text, ast.Expr)
    }


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")

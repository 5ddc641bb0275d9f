"""Prints `docs/reference/permissions.md`: python docs/print_permissions.py."""

from collections.abc import Iterator
from pathlib import Path

from cautery.access.permissions import as_table
from cautery.api.entry import permissions_by_route
from cautery.api.server import NOUNS, SIGNED
from cautery.console.entry import permissions_by_page
from cautery.console.server import SCREENS

PAGE = Path(__file__).parent / "reference" / "permissions.md"
HEAD = """# Who may do what

Printed from `src/cautery/access/permissions.py` by `python docs/print_permissions.py`; a test walks every route of the API
and every page of the console with every role against it. Roles add up. There is no anonymous mode: outsiders reach only the
form for notices, their receipt, the statement of reasons with its appeal, and the pages for signing in; platforms reach the
door for what they send by themselves, and sign it.

"""


def written() -> str:
    """Give the page."""
    return HEAD + as_table() + "\n" + "\n".join(_routes()) + "\n"


def _routes() -> Iterator[str]:
    yield "## What each route of the API asks for\n\n| route | permission |\n|---|---|"
    for noun in NOUNS:
        for method, path, asked in permissions_by_route(noun.router):
            yield f"| `{method} /v1{path}` | `{asked}` |"
    for noun in SIGNED:
        for method, path, _ in permissions_by_route(noun.router):
            yield f"| `{method} /v1{path}` | the platform's signature |"
    yield "\n## What each page asks for\n\n| page | permission |\n|---|---|"
    for screen in SCREENS:
        for method, path, page in permissions_by_page(screen.router):
            told = "whoever is outside" if page is None else f"`{page.permission}`" if page.permission else "a session"
            yield f"| `{method} {path}` | {told} |"


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")

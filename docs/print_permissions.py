"""Prints `docs/reference/permissions.md`: python docs/print_permissions.py."""

from pathlib import Path

from cautery.access.permissions import as_table

PAGE = Path(__file__).parent / "reference" / "permissions.md"
HEAD = """# Who may do what

Printed from `src/cautery/access/permissions.py` by `python docs/print_permissions.py`; a test walks every route of the API
and every page of the console with every role against it. Roles add up. There is no anonymous mode: outsiders reach only the
form for notices, their receipt, the statement of reasons with its appeal, and the pages for signing in.

"""

if __name__ == "__main__":
    PAGE.write_text(HEAD + as_table(), encoding="utf-8")

"""One table says who may do what, and the documentation prints that table and no other."""

from pathlib import Path

import pytest

from cautery.access.permissions import PERMISSIONS, as_table, may, permissions_of, refuse_unless
from cautery.errors import Refused
from cautery.model.person import ROLES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "permissions.md"


def test_whoever_has_no_role_may_do_nothing() -> None:
    assert permissions_of(()) == frozenset()


def test_an_admin_keeps_the_house_and_does_not_judge() -> None:
    assert may(("admin",), "change_people")
    assert not may(("admin",), "decide")


def test_an_auditor_changes_nothing() -> None:
    assert {name.split("_")[0] for name in permissions_of(("auditor",))} == {"see"}


def test_roles_add_up() -> None:
    assert permissions_of(("appeals", "admin")) == permissions_of(("appeals",)) | permissions_of(("admin",))


def test_a_refusal_says_what_and_whom_to_ask() -> None:
    with pytest.raises(Refused, match="decide a case; that is for: reviewer, senior, legal"):
        refuse_unless(permissions_of(("auditor",)), "decide")


def test_every_permission_is_somebodys_and_every_role_has_some() -> None:
    assert all(rule.roles for rule in PERMISSIONS.values())
    assert all(permissions_of((role,)) for role in ROLES)


def test_the_documentation_prints_this_table() -> None:
    """Print it again with: python docs/print_permissions.py"""
    assert as_table() in PAGE.read_text(encoding="utf-8")

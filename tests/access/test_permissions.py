"""One table says who may do what."""

import pytest

from cautery.access.permissions import PERMISSIONS, as_table, may, permissions_of, refuse_unless
from cautery.errors import Refused
from cautery.model.person import ROLES


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
    with pytest.raises(Refused, match=r"decide cases\. Roles that have it: reviewer, senior, legal"):
        refuse_unless(permissions_of(("auditor",)), "decide")


def test_every_permission_is_somebodys_and_every_role_has_some() -> None:
    assert all(rule.roles for rule in PERMISSIONS.values())
    assert all(permissions_of((role,)) for role in ROLES)


def test_the_table_has_a_line_for_each_permission_and_a_mark_for_each_role() -> None:
    lines = as_table().splitlines()

    assert len(lines) == len(PERMISSIONS) + 2
    assert {line.count("|") for line in lines} == {len(ROLES) + 3}

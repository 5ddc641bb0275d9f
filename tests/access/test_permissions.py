"""One table says who may do what: written out a second time here, so that nobody widens it by one word unseen."""

import pytest

from cautery.access.permissions import PERMISSIONS, as_table, may, permissions_of, refuse_unless
from cautery.errors import Refused
from cautery.model.person import ROLES, Role

WHO = {
    "see_cases": "triage reviewer senior legal appeals auditor",
    "take_cases": "triage reviewer senior legal",
    "assign_cases": "triage senior legal",
    "decide": "reviewer senior legal",
    "write_notes": "triage reviewer senior legal appeals",
    "see_history": "reviewer senior legal appeals",
    "set_apart": "reviewer senior legal",
    "propose": "reviewer senior legal",
    "approve": "senior legal",
    "see_plans": "triage reviewer senior legal appeals auditor admin",
    "plan": "reviewer senior legal",
    "hold": "reviewer senior legal appeals admin",
    "undo": "senior legal",
    "protect": "senior legal",
    "keep_silent": "senior legal",
    "see_notices": "triage reviewer senior legal auditor",
    "file_notices": "triage reviewer senior legal admin",
    "see_orders": "triage reviewer senior legal appeals auditor",
    "file_orders": "legal admin",
    "handle_orders": "reviewer senior legal",
    "see_appeals": "senior legal appeals auditor",
    "hear_appeals": "senior appeals",
    "report_threats": "triage reviewer senior legal appeals",
    "look_again": "reviewer senior",
    "see_quality": "senior legal auditor admin",
    "make_gold": "senior",
    "see_banks": "reviewer senior legal auditor admin",
    "change_banks": "senior admin",
    "check_content": "triage reviewer senior legal admin",
    "fetch_links": "senior legal",
    "send_events": "admin",
    "see_audit": "senior legal auditor admin",
    "see_health": "senior auditor admin",
    "see_people": "senior auditor admin",
    "change_people": "admin",
    "change_hooks": "admin",
}
"""Each permission and every role that has it, by hand. Not read from the code: a change must be made in both places."""


def test_each_permission_belongs_to_these_roles_and_no_others() -> None:
    assert {name: " ".join(role for role in ROLES if role in rule.roles) for name, rule in PERMISSIONS.items()} == WHO


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_what_the_table_says_and_nothing_else(role: Role) -> None:
    allowed = {name for name, roles in WHO.items() if role in roles.split()}

    assert {name for name in PERMISSIONS if may((role,), name)} == allowed == permissions_of((role,))


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_refused_all_that_it_may_not_do(role: Role) -> None:
    held = permissions_of((role,))
    for name, rule in PERMISSIONS.items():
        if role in WHO[name].split():
            refuse_unless(held, name)
        else:
            with pytest.raises(Refused, match=rule.says):
                refuse_unless(held, name)


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


def test_a_line_says_who_may_and_what() -> None:
    heading, ruler, *lines = as_table().splitlines()

    assert heading == "| permission | lets one | triage | reviewer | senior | legal | appeals | auditor | admin |"
    assert ruler == "|---|---|---|---|---|---|---|---|---|"
    assert "| `decide` | decide cases |  | yes | yes | yes |  |  |  |" in lines

"""Who may do what: the one table. Every route and page that people reach asks it; `docs/reference/permissions.md` prints it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from cautery.errors import Refused
from cautery.model.person import ROLES, Role
from cautery.translations.speech import mark

Permission = Literal[
    "see_cases",
    "take_cases",
    "assign_cases",
    "decide",
    "write_notes",
    "see_history",
    "set_apart",
    "propose",
    "approve",
    "see_plans",
    "plan",
    "hold",
    "undo",
    "protect",
    "keep_silent",
    "see_notices",
    "file_notices",
    "see_orders",
    "file_orders",
    "handle_orders",
    "see_appeals",
    "hear_appeals",
    "report_threats",
    "look_again",
    "see_quality",
    "make_gold",
    "see_banks",
    "change_banks",
    "check_content",
    "fetch_links",
    "send_events",
    "see_audit",
    "see_health",
    "see_people",
    "change_people",
    "change_hooks",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a permission lets one do, and which roles have it."""

    says: str
    roles: frozenset[Role]


_JUDGES: frozenset[Role] = frozenset(("reviewer", "senior"))


def _to(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


PERMISSIONS: Mapping[Permission, Rule] = {
    "see_cases": Rule(
        says=mark("view the queue and cases"), roles=_JUDGES | _to("triage", "legal", "appeals", "auditor")
    ),
    "take_cases": Rule(says=mark("assign, return and skip cases"), roles=_JUDGES | _to("triage", "legal")),
    "assign_cases": Rule(says=mark("assign cases to others"), roles=_to("senior", "triage", "legal")),
    "decide": Rule(says=mark("decide cases"), roles=_JUDGES | _to("legal")),
    "write_notes": Rule(says=mark("write account notes"), roles=_JUDGES | _to("triage", "legal", "appeals")),
    "see_history": Rule(says=mark("read the full history of accounts"), roles=_JUDGES | _to("legal", "appeals")),
    "set_apart": Rule(says=mark("unlink accounts of different operators"), roles=_JUDGES | _to("legal")),
    "propose": Rule(says=mark("propose what needs a second person"), roles=_JUDGES | _to("legal")),
    "approve": Rule(says=mark("approve proposals and takedowns of others"), roles=_to("senior", "legal")),
    "see_plans": Rule(
        says=mark("view takedowns"), roles=_JUDGES | _to("triage", "legal", "appeals", "auditor", "admin")
    ),
    "plan": Rule(says=mark("draft takedowns and start those that need no approval"), roles=_JUDGES | _to("legal")),
    "hold": Rule(says=mark("pause and resume enforcement"), roles=_JUDGES | _to("legal", "appeals", "admin")),
    "undo": Rule(says=mark("revert, resume and retry takedowns"), roles=_to("senior", "legal")),
    "protect": Rule(says=mark("protect accounts from takedown by one person"), roles=_to("senior", "legal")),
    "keep_silent": Rule(says=mark("suppress notifications under a non-disclosure order"), roles=_to("senior", "legal")),
    "see_notices": Rule(says=mark("view user reports"), roles=_JUDGES | _to("triage", "legal", "auditor")),
    "file_notices": Rule(says=mark("file reports through the API"), roles=_JUDGES | _to("triage", "legal", "admin")),
    "see_orders": Rule(says=mark("view removal orders"), roles=_JUDGES | _to("triage", "legal", "appeals", "auditor")),
    "file_orders": Rule(says=mark("file removal orders through the API"), roles=_to("legal", "admin")),
    "handle_orders": Rule(says=mark("execute and answer removal orders"), roles=_JUDGES | _to("legal")),
    "see_appeals": Rule(says=mark("view appeals"), roles=_to("senior", "legal", "appeals", "auditor")),
    "hear_appeals": Rule(says=mark("decide appeals against decisions of others"), roles=_to("senior", "appeals")),
    "report_threats": Rule(says=mark("report threats to life"), roles=_JUDGES | _to("triage", "legal", "appeals")),
    "look_again": Rule(says=mark("re-review decided cases blind"), roles=_JUDGES),
    "see_quality": Rule(says=mark("view quality and effect figures"), roles=_to("senior", "legal", "auditor", "admin")),
    "make_gold": Rule(says=mark("add decided cases to the golden set"), roles=_to("senior")),
    "see_banks": Rule(says=mark("view hash banks"), roles=_JUDGES | _to("legal", "auditor", "admin")),
    "change_banks": Rule(says=mark("add, expire and retract hash bank entries"), roles=_to("senior", "admin")),
    "check_content": Rule(
        says=mark("check content against hash banks"), roles=_JUDGES | _to("triage", "legal", "admin")
    ),
    "fetch_links": Rule(says=mark("fetch and check links, where the owner allows it"), roles=_to("senior", "legal")),
    "send_events": Rule(says=mark("send platform events"), roles=_to("admin")),
    "see_audit": Rule(says=mark("read and verify the audit log"), roles=_to("senior", "legal", "auditor", "admin")),
    "see_health": Rule(says=mark("view system health"), roles=_to("senior", "auditor", "admin")),
    "see_people": Rule(says=mark("view the team"), roles=_to("senior", "auditor", "admin")),
    "change_people": Rule(says=mark("invite people, assign roles, end sessions and keys"), roles=_to("admin")),
    "change_hooks": Rule(says=mark("manage webhooks"), roles=_to("admin")),
}


def may(roles: Collection[Role], permission: Permission) -> bool:
    """Say whether somebody with these roles may do it."""
    return not PERMISSIONS[permission].roles.isdisjoint(roles)


def permissions_of(roles: Collection[Role]) -> frozenset[Permission]:
    """List what somebody with these roles may do."""
    return frozenset(name for name in PERMISSIONS if may(roles, name))


def refuse_unless(held: Collection[Permission], permission: Permission) -> None:
    """Refuse whoever does not hold a permission, in words."""
    if permission not in held:
        rule = PERMISSIONS[permission]
        raise Refused(
            f"You do not have permission to {rule.says}. Roles that have it: {', '.join(_named(rule.roles))}. Ask an admin."
        )


def as_table() -> str:
    """Print the table as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f"| permission | lets one | {' | '.join(ROLES)} |"
    yield f"|---|---|{'---|' * len(ROLES)}"
    for name, rule in PERMISSIONS.items():
        marks = " | ".join("yes" if role in rule.roles else "" for role in ROLES)
        yield f"| `{name}` | {rule.says} | {marks} |"


def _named(roles: frozenset[Role]) -> list[Role]:
    return [role for role in ROLES if role in roles]

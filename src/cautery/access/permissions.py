"""Who may do what: the one table. Every route and page that people reach asks it; `docs/reference/permissions.md` prints it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from cautery.errors import Refused
from cautery.model.person import ROLES, Role

Permission = Literal[
    "see_cases",
    "take_cases",
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
    "see_cases": Rule(says="see the queue and cases", roles=_JUDGES | _to("triage", "legal", "appeals", "auditor")),
    "take_cases": Rule(says="take a case, pass it on, skip it", roles=_JUDGES | _to("triage", "legal")),
    "decide": Rule(says="decide a case", roles=_JUDGES | _to("legal")),
    "write_notes": Rule(says="write notes about an account", roles=_JUDGES | _to("triage", "legal", "appeals")),
    "see_history": Rule(says="read an account's whole history", roles=_JUDGES | _to("legal", "appeals")),
    "set_apart": Rule(says="say that two accounts are two hands", roles=_JUDGES | _to("legal")),
    "propose": Rule(says="propose what needs a second person", roles=_JUDGES | _to("legal")),
    "approve": Rule(says="approve what somebody else proposed", roles=_to("senior", "legal")),
    "see_plans": Rule(says="see takedowns", roles=_JUDGES | _to("triage", "legal", "appeals", "auditor", "admin")),
    "plan": Rule(says="plan a takedown, and begin one that needs nobody else", roles=_JUDGES | _to("legal")),
    "hold": Rule(says="keep back what is not sent yet", roles=_JUDGES | _to("legal", "appeals", "admin")),
    "undo": Rule(says="take a takedown back, let it go on, try again what failed", roles=_to("senior", "legal")),
    "protect": Rule(says="protect accounts from being taken down by one person", roles=_to("senior", "legal")),
    "keep_silent": Rule(says="keep silent to account holders, as an order demands", roles=_to("senior", "legal")),
    "see_notices": Rule(says="see notices", roles=_JUDGES | _to("triage", "legal", "auditor")),
    "file_notices": Rule(says="hand in notices by the API", roles=_JUDGES | _to("triage", "legal", "admin")),
    "see_appeals": Rule(says="see appeals", roles=_to("senior", "legal", "appeals", "auditor")),
    "hear_appeals": Rule(says="hear an appeal against somebody else's decision", roles=_to("senior", "appeals")),
    "report_threats": Rule(says="report a threat to life", roles=_JUDGES | _to("triage", "legal", "appeals")),
    "look_again": Rule(says="judge a decided case a second time, blind", roles=_JUDGES),
    "see_quality": Rule(says="see how decisions agree and hold", roles=_to("senior", "legal", "auditor", "admin")),
    "make_gold": Rule(says="let a decided case be asked again, blind, as one with a known answer", roles=_to("senior")),
    "see_banks": Rule(says="see banked values", roles=_JUDGES | _to("legal", "auditor", "admin")),
    "change_banks": Rule(says="put values into banks and end them", roles=_to("senior", "admin")),
    "check_content": Rule(says="ask whether content is banked", roles=_JUDGES | _to("triage", "legal", "admin")),
    "fetch_links": Rule(
        says="have links fetched and looked at, where the owner allows it", roles=_to("senior", "legal")
    ),
    "send_events": Rule(says="send a platform's events", roles=_to("admin")),
    "see_audit": Rule(says="read and prove the log", roles=_to("senior", "legal", "auditor", "admin")),
    "see_health": Rule(says="see whether the installation is sound", roles=_to("senior", "auditor", "admin")),
    "see_people": Rule(says="see who works here", roles=_to("senior", "auditor", "admin")),
    "change_people": Rule(says="invite people, give roles, end sessions and keys", roles=_to("admin")),
    "change_hooks": Rule(says="say which programs are told what happens", roles=_to("admin")),
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
            f"You may not {rule.says}; that is for: {', '.join(_named(rule.roles))}. Ask an admin for the role."
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

"""What a room of people is told (Slack, Discord, Teams, Matrix): kind, policy, deadline, link. No content, no handle.

Slack: `text`, with & < > escaped. Discord: `content`, with mentions switched off, or a name could ping everybody. Teams: `text`
of an incoming webhook. Matrix: `text` of a webhook of its bridge `hookshot`.
"""

from collections.abc import Mapping, Sequence

import msgspec

from cautery.kit.canonical import canonical_json
from cautery.model.hook import HookForm, Message, MessageKind

SAYS: Mapping[MessageKind, str] = {
    "case.opened": "case opened",
    "decision.made": "decision made",
    "notice.filed": "report received",
    "appeal.filed": "appeal received",
    "appeal.decided": "appeal decided",
    "action.confirmed": "action in force",
    "action.parked": "action failed, needs attention",
    "action.gone": "account or post no longer exists",
    "action.undone": "action reverted",
    "threat.raised": "THREAT TO LIFE raised",
    "clock.runs_down": "deadline is near",
    "access.changed": "access changed",
}


def chat_text(told: Sequence[Message], *, site: str) -> str:
    """Say in a line what happened, how often, by when it must be answered, and where to look.

    Args:
        site: the address of the console; '': no link is given.
    """
    facts = [msgspec.json.decode(one.body, type=dict[str, object]).get("data", {}) for one in told]
    data = [fact for fact in facts if isinstance(fact, dict)]
    parts = [f"{len(told)} × {SAYS[told[0].kind]}" if len(told) > 1 else SAYS[told[0].kind]]
    clauses = sorted({str(fact["clause"]) for fact in data if fact.get("clause")})
    dues = sorted(str(fact["due"]) for fact in data if fact.get("due"))
    parts += [f"policy {', '.join(clauses[:5])}"] if clauses else []
    parts += [f"{'first ' if len(told) > 1 else ''}due {dues[0][:16].replace('T', ' ')} UTC"] if dues else []
    parts += [f"{site.rstrip('/')}{_place(told, data)}"] if site else []
    return "cautery: " + " · ".join(parts)


def chat_body(form: HookForm, text: str) -> bytes:
    """Write a line as a chat's incoming webhook takes it."""
    match form:
        case "slack":
            escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            return canonical_json({"text": escaped})
        case "discord":
            return canonical_json({"content": text[:2000], "allowed_mentions": {"parse": []}})
        case "teams" | "matrix" | "standard":
            return canonical_json({"text": text})


def _place(told: Sequence[Message], data: Sequence[Mapping[str, object]]) -> str:
    only = data[0] if len(told) == 1 and data else {}
    if only.get("appeal"):
        return f"/appeals/{only['appeal']}"
    if only.get("case"):
        return f"/cases/{only['case']}"
    return "/appeals" if told[0].kind.startswith("appeal.") else "/queue"

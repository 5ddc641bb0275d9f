"""The tables of the console as they are downloaded: which columns each has, and who may have it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cautery.access.permissions import Permission
from cautery.app import App
from cautery.kit.spreadsheets import Cell, Column
from cautery.model.network import NetworkId
from cautery.pipeline.banks.entries import page_of
from cautery.pipeline.cases.appeals import pending_appeals
from cautery.pipeline.cases.decision_log import decisions_made
from cautery.pipeline.cases.notices import latest_notices
from cautery.pipeline.cases.review_queue import queue_page
from cautery.pipeline.connections.memberships import known_networks, meet
from cautery.pipeline.connections.successions import successions
from cautery.pipeline.entrance.staff import everybody
from cautery.pipeline.installation.verify_log import latest_entries
from cautery.pipeline.takedowns.status import every
from cautery.store.waiting import Place, QueueFilter

MOST_ROWS = 200_000
"""Rows of one download: a workbook ends at a million, and nobody reads so far."""
A_PAGE = 500
Asked = Mapping[str, str]
Rows = Iterator[Sequence[Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spreadsheet:
    """A table that can be downloaded."""

    name: str
    permission: Permission
    columns: tuple[Column, ...]
    rows: Callable[[App, Asked], Rows]
    asks: tuple[str, ...] = ()
    """Which parts of the page's address it heeds."""


def _queue(app: App, asked: Asked) -> Rows:
    choice = QueueFilter(
        origin=asked.get("origin", ""),
        platform=asked.get("platform", ""),
        languages=(asked["language"],) if asked.get("language") else (),
        held_by=app.person if asked.get("mine") else "",
        due_before=app.clock.now() if asked.get("late") else None,
        assignee=app.person if asked.get("assigned") else "",
        snoozed=bool(asked.get("snoozed")),
        escalated=bool(asked.get("escalated")),
    )
    behind: Place | None = None
    while True:
        found = queue_page(app, choice, most=A_PAGE, behind=behind)
        for row in found.rows:
            case, waits, first = row.case, row.waiting, row.strongest
            said = (first.channel, first.bits, first.says) if first else (None, None, None)
            whom = (case.about.platform, case.about.id, waits.handle, case.post, case.origin, case.chance)
            yield (case.id, *whom, *said, waits.language, waits.followers, waits.created, waits.opened, waits.due,
                   waits.assignee or waits.held_by, waits.escalated_to, waits.snoozed_until)  # fmt: skip
        if found.behind is None:
            return
        behind = found.behind


def _decisions(app: App, asked: Asked) -> Rows:
    before: int | None = None
    while True:
        found = decisions_made(app, most=A_PAGE, before=before)
        for made in found.decisions:
            about = made.about
            title = made.clause_text.title if made.clause_text else None
            yield (
                made.at,
                made.id,
                made.case,
                about.platform,
                about.id,
                made.post,
                made.measure,
                made.clause,
                title,
                made.reason,
                made.by,
            )
        if found.behind is None:
            return
        before = found.behind


def _notices(app: App, asked: Asked) -> Rows:
    before = ""
    while True:
        found = latest_notices(app, most=A_PAGE, before=before)
        for filed, decided in found:
            about = filed.about
            yield (
                filed.at,
                filed.id,
                filed.kind,
                about.platform,
                about.id,
                filed.post,
                filed.category,
                filed.text,
                filed.case,
                "yes" if decided else "no",
            )
        if len(found) < A_PAGE:
            return
        before = found[-1][0].id


def _appeals(app: App, asked: Asked) -> Rows:
    for one in pending_appeals(app):
        made, about = one.appeal, one.decision.about
        yield (
            made.at,
            made.due,
            made.id,
            one.case.id,
            about.platform,
            about.id,
            one.decision.measure,
            made.text,
            len(made.additions),
        )


def _takedowns(app: App, asked: Asked) -> Rows:
    for step in every(app):
        yield step.at, step.plan, step.state, step.by, step.says


def _networks(app: App, asked: Asked) -> Rows:
    for one in known_networks(app):
        network = one.network
        yield network.id, network.case, len(network.members), one.removed, network.log10_p, network.at


def _members(app: App, asked: Asked) -> Rows:
    met = meet(app, NetworkId(asked.get("network", "")))
    for member in sorted(met.network.members, key=lambda one: (-one.chance, one.account)):
        holds = met.standings[member.account]
        measure = holds.decision.measure if holds.decision else None
        yield member.account.platform, member.account.id, holds.handle, member.chance, member.role, measure, holds.waits


def _operators(app: App, asked: Asked) -> Rows:
    for hand in successions(app, most=MOST_ROWS):
        for step in hand.steps:
            yield hand.first.account.id, step.account.platform, step.account.id, step.earlier.id, step.chance, step.at


def _banks(app: App, asked: Asked) -> Rows:
    before: int | None = None
    while True:
        found = page_of(app, bank=asked.get("bank") or None, before=before)
        for row in found.entries:
            entry = row.entry
            state = "disputed" if row.disputed else "in force"
            yield (
                entry.bank,
                entry.type,
                entry.value,
                entry.opinion,
                state,
                entry.origin,
                entry.policy,
                entry.why,
                entry.added_by,
                entry.added_at,
                entry.expires_at,
            )
        if found.next is None:
            return
        before = found.next


def _audit(app: App, asked: Asked) -> Rows:
    before: int | None = None
    while found := latest_entries(app, most=A_PAGE, before=before):
        for entry in found:
            at = entry.get("at")
            rest = {name: value for name, value in entry.items() if name not in ("index", "at", "what", "by")}
            said = "; ".join(f"{name}={value}" for name, value in sorted(rest.items()))
            when = datetime.fromisoformat(str(at)) if at else None
            yield int(str(entry.get("index", 0))), when, str(entry.get("what", "")), str(entry.get("by", "")), said
        before = int(str(found[-1].get("index", 0)))


def _team(app: App, asked: Asked) -> Rows:
    for one in everybody(app):
        who = one.person
        yield (
            who.person,
            ", ".join(who.roles),
            ", ".join(who.languages),
            "yes" if who.active else "no",
            len(one.sessions),
            len(one.keys),
        )


def _columns(*told: str) -> tuple[Column, ...]:
    """Read columns: '#' before a name for a number, '@' for a time, and what it means behind ':'."""
    kinds = {"#": "number", "@": "time"}
    read = []
    for line in told:
        name, _, says = line.lstrip("#@").partition(":")
        kind = kinds.get(line[0], "text")
        read.append(Column(name=name, says=says.strip(), kind=kind))  # type: ignore[arg-type]
    return tuple(read)


_ABOUT = ("platform: short name of the platform", "account: the platform's id of the account, as text")
SPREADSHEETS = (
    Spreadsheet(
        name="queue",
        permission="see_cases",
        rows=_queue,
        asks=("origin", "platform", "language", "mine", "late", "assigned", "snoozed", "escalated"),
        columns=_columns(
            "case: id of the case",
            *_ABOUT,
            "handle: how the account calls itself",
            "post: id of the post, where the case is about one",
            "origin: what opened the case",
            "#likelihood: of a violation, 0 to 1; empty where only a report speaks",
            "evidence: the channel of the strongest evidence",
            "#bits: its weight; one bit doubles the odds",
            "says: what it says",
            "language: of the account's posts",
            "#followers: as the account's profile says",
            "@account_created: when the account was made",
            "@opened: when the case was opened",
            "@due: by when it must be answered",
            "assignee: who is to look at it, or looks at it",
            "escalated_to: the role that it was escalated to",
            "@snoozed_until: until when it is put off",
        ),
    ),
    Spreadsheet(
        name="decisions",
        permission="see_cases",
        rows=_decisions,
        columns=_columns(
            "@decided: when", "decision: id of the decision", "case: id of the case", *_ABOUT, "post: id of the post",
            "action: the enforcement action", "policy: name of the clause", "policy_title: its title when it was decided",
            "reason: as sent to the account holder", "by: who decided",
        ),
    ),
    Spreadsheet(
        name="notices",
        permission="see_notices",
        rows=_notices,
        columns=_columns(
            "@received: when", "report: id of the report", "reporter: kind of reporter; names and addresses are left out",
            *_ABOUT, "post: id of the post", "category: as reported", "text: what was said", "case: id of the case",
            "decided: whether it is",
        ),
    ),
    Spreadsheet(
        name="appeals",
        permission="see_appeals",
        rows=_appeals,
        columns=_columns(
            "@received: when", "@due: by when it must be answered", "appeal: id of the appeal", "case: id of the case",
            *_ABOUT, "action: what is appealed against", "text: what was said", "#additions: how often it was added to",
        ),
    ),
    Spreadsheet(
        name="takedowns",
        permission="see_plans",
        rows=_takedowns,
        columns=_columns("@since: when the state began", "takedown: id", "state: how far it is", "by: who", "reason: why"),
    ),
    Spreadsheet(
        name="networks",
        permission="see_cases",
        rows=_networks,
        columns=_columns(
            "network: id", "case: id of its case", "#members: how many", "#removed: members finally removed",
            "#log10_p: how unlikely by chance", "@changed: when it changed last",
        ),
    ),
    Spreadsheet(
        name="members",
        permission="see_cases",
        rows=_members,
        asks=("network",),
        columns=_columns(
            *_ABOUT, "handle: how the account calls itself", "#membership: 0 to 1", "role: in the network",
            "decision: what holds of the account", "open_case: id of a case about it that waits",
        ),
    ),
    Spreadsheet(
        name="operators",
        permission="see_cases",
        rows=_operators,
        columns=_columns(
            "first: the account that the others continue", *_ABOUT, "continues: the earlier account",
            "#likelihood: that one operator runs both, 0 to 1", "@linked: when",
        ),
    ),
    Spreadsheet(
        name="banks",
        permission="see_banks",
        rows=_banks,
        asks=("bank",),
        columns=_columns(
            "bank: name", "type: of value", "value: as banked", "opinion: positive, or negative for an allow-list",
            "state: in force or disputed", "source: where it comes from", "policy: clause", "why: as entered",
            "added_by: who", "@added: when", "@expires: when",
        ),
    ),
    Spreadsheet(
        name="audit",
        permission="see_audit",
        rows=_audit,
        columns=_columns("#index: place in the log", "@at: when", "what: kind of entry", "by: who", "says: what else it tells"),
    ),
    Spreadsheet(
        name="team",
        permission="see_people",
        rows=_team,
        columns=_columns("person: name", "roles", "languages", "active", "#sessions: open", "#keys: in use"),
    ),
)  # fmt: skip

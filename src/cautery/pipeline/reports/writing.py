"""Writes a statement of reasons for each decision that is in force and has none: kept before anything is sent."""

from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass
from datetime import datetime

from cautery.app import App
from cautery.cases.statements import clause_text_of
from cautery.kit.canonical import canonical_json
from cautery.model.action import Action
from cautery.model.case import Case
from cautery.model.decision import ClauseText, Decision
from cautery.model.exhibit import Exhibit
from cautery.model.notice import NotifierKind
from cautery.model.submission import Submission, SubmissionOutcome
from cautery.pipeline.cases.letter_facts import notifier_of
from cautery.pipeline.cases.non_disclosure import is_silent
from cautery.reports.dsa_statement import judge
from cautery.reports.personal_data import tells_who
from cautery.reports.statement_of_decision import MEASURES, StatementFacts, puid_of, statement_of_decision
from cautery.store import actions, cases, decisions, exhibits, notices, submissions
from cautery.store.database import ReadConnection

WEIGHT: tuple[NotifierKind, ...] = ("trusted_flagger", "user", "partner", "authority")
"""Whose notice a statement names, where several told of the same thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenStatement:
    """A statement, and why it may not be sent."""

    made: Submission
    problem: str
    """'' where nothing stands in the way."""


def write_statements(app: App) -> int:
    """Write what is due; what the database would refuse, or might tell who somebody is, waits for a person. Gives how many."""
    platforms = frozenset(app.config.statements)
    with app.writing() as tx:
        written = list(_due(app, tx.connection, platforms, at=tx.at))
        submissions.append(tx, [one.made for one in written])
        submissions.append_outcomes(
            tx,
            [
                SubmissionOutcome(puid=one.made.puid, state="refused", says=one.problem, at=tx.at)
                for one in written
                if one.problem
            ],
        )
    return len(written)


def _due(
    app: App, connection: ReadConnection, platforms: Collection[str], *, at: datetime
) -> Iterator[WrittenStatement]:
    known = submissions.written_for(connection)
    in_force = actions.in_state(connection, "confirmed")
    first = {action.decision: action for action in reversed(in_force) if action.about.platform in platforms}
    for name, action in first.items():
        decision = None if name in known else decisions.get(connection, name)
        if decision is None or decision.measure not in MEASURES:
            continue
        case = _case(connection, decision)
        if case is not None and not _is_ordered(case) and not is_silent(connection, case.id, at=at):
            yield _written(app, connection, decision, case, action, at=at)


def _written(
    app: App, connection: ReadConnection, decision: Decision, case: Case, action: Action, *, at: datetime
) -> WrittenStatement:
    receipt = actions.latest_receipt(connection, action.key)
    shown = exhibits.of_case(connection, case.id)
    told = [notice for notice in notices.about(connection, decision.about) if notice.case == case.id]
    kinds = {notice.kind for notice in told} | {kind for kind in [notifier_of(case)] if kind}
    clause = clause_text_of(decision, app.policy)
    facts = StatementFacts(
        decision=decision,
        case=case,
        clause=clause or ClauseText(title=decision.clause or "terrorist content", text=""),
        shown=shown,
        notifier=next((kind for kind in WEIGHT if kind in kinds), None),
        applied_at=receipt.at if receipt else at,
    )
    statement = statement_of_decision(facts)
    names = {word for notice in told for word in (notice.name, notice.email, notice.place)} | _names(decision, shown)
    said = tells_who(statement, [name for name in sorted(names) if name])
    problems = [f"{field} {says}" for field, says in judge(statement).errors.items()]
    problems += [f"{field} may tell who somebody is ({kind})" for field, kind in said.items()]
    made = Submission(puid=puid_of(decision), decision=decision.id, statement=canonical_json(statement), at=at)
    return WrittenStatement(made=made, problem="; ".join(problems))


def _is_ordered(case: Case) -> bool:
    """Say whether an authority ordered it: then no statement is due (Article 17(5)), and none of its words would be true."""
    return any(reason.channel == "orders" for reason in case.reasons)


def _case(connection: ReadConnection, decision: Decision) -> Case | None:
    return cases.get(connection, decision.case) if decision.case else None


def _names(decision: Decision, shown: Exhibit | None) -> Set[str]:
    face = shown.face if shown else None
    return {str(decision.about.id), *((face.handle or "", face.display_name or "") if face else ())}

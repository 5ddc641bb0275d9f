"""Gold: a decided case whose answer stands is asked again, blind, under another name; nothing follows from what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass

from cautery.app import App
from cautery.cases.exemptions import ExemptionAssessment, assess
from cautery.cases.golds import GoldenAgreement, disguised, is_turn, known, refuse_unless_fit
from cautery.cases.review import DecisionInput, decide, same_person
from cautery.errors import Conflict, Missing, Refused
from cautery.kit.canonical import digest
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision
from cautery.model.exhibit import Exhibit
from cautery.model.gold import GoldenAnswer, GoldenAssignment, GoldenCase
from cautery.schemas.cases import GoldenFeedback
from cautery.store import cases, decisions, exhibits, golds, joins, judgements, leases, networks, notices, waiting
from cautery.store.database import ReadConnection
from cautery.store.ledger import WriteTransaction
from cautery.store.waiting import QueueFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How often agreed answers were given: all together, by language and by clause, and never by person."""

    together: GoldenAgreement
    by_language: Mapping[str, GoldenAgreement]
    by_clause: Mapping[str, GoldenAgreement]
    gold: int
    """How many gold cases there are whose answer stands."""


def add_to_golden_set(app: App, case: CaseId) -> GoldenCase:
    """Let a decided case be asked again, blind, from now on."""
    with app.writing() as tx:
        found, made = cases.get(tx.connection, case), decisions.of_case(tx.connection, case)
        if found is None or not made:
            raise Missing(f"There is no decided case '{case}'.")
        if exhibits.of_case(tx.connection, case) is None:
            raise Refused(f"Nothing was kept of what case {case} showed, so nobody could judge it again.")
        if any(one.case == case for one in golds.every(tx.connection)):
            raise Conflict(f"Case {case} is gold already.")
        heard = _heard(tx.connection, made[-1])
        refuse_unless_fit(found, made[-1], at=tx.at, heard=heard, joined=_stands_with_others(tx.connection, case))
        gold = GoldenCase(case=case, decision=made[-1].id, by=tx.by, at=tx.at)
        golds.append(tx, gold)
    return gold


def pull_instead(connection: ReadConnection, app: App, case: CaseId, choice: QueueFilter) -> CaseId | None:
    """Give the name of a gold case, when it is time for one before the case that somebody gets next; None else."""
    got = golds.pulls_by(connection, app.person)
    before = next((pull for pull in got if pull.instead_of == case), None)
    if before is not None:
        over = golds.answer_to(connection, before.name) or waiting.is_skipped(connection, before.name, app.person)
        return None if over else before.name
    if not is_turn(case, app.person, every=app.config.gold_every):
        return None
    fit = [gold for gold in golds.every(connection) if _is_for(connection, gold, app.person, choice)]
    left = [gold for gold in fit if gold.case not in {pull.case for pull in got}]
    if not left:
        return None
    name = CaseId(digest("case", left[0].case, app.person)[:12])
    pull = GoldenAssignment(name=name, case=left[0].case, person=app.person, instead_of=case, at=app.clock.now())
    golds.add_pull(connection, pull)
    return name


def is_open(connection: ReadConnection, name: CaseId, person: str) -> bool:
    """Say whether a name is a gold case that somebody got and has not answered."""
    pull = golds.pull(connection, name)
    return pull is not None and pull.person == person and golds.answer_to(connection, name) is None


def shown(connection: ReadConnection, name: CaseId) -> tuple[Case, Exhibit] | None:
    """Give a gold case as whoever got it sees it; None for a usual case."""
    pull = golds.pull(connection, name)
    case = cases.get(connection, pull.case) if pull else None
    exhibit = exhibits.of_case(connection, pull.case) if pull else None
    return disguised(case, exhibit, name=name, at=pull.at) if pull and case and exhibit else None


def told(connection: ReadConnection, name: CaseId) -> GoldenFeedback | None:
    """Give what was answered to a gold case and what was agreed; None for a usual case, and before it is answered."""
    answer = golds.answer_to(connection, name)
    gold = next((one for one in golds.every(connection) if answer and one.case == answer.case), None)
    agreed = decisions.get(connection, gold.decision) if gold else None
    return GoldenFeedback(answer=answer, agreed=agreed) if answer and agreed else None


def answer(
    app: App, tx: WriteTransaction, name: CaseId, word: DecisionInput, assessed: ExemptionAssessment | None
) -> Decision:
    """Keep what somebody says about a gold case; it becomes no decision, and gives the one that it would have been."""
    pull, found = golds.pull(tx.connection, name), shown(tx.connection, name)
    if pull is None or found is None:
        raise Missing(f"There is no case '{name}'.", at_terminal="List them with: cautery cases")
    if not same_person(pull.person, tx.by):
        raise Conflict(f"{pull.person} is looking at case {name}; nothing was decided. Take another one, or ask them.")
    if golds.answer_to(tx.connection, name):
        raise Conflict(f"You answered case {name} already; its page tells what was agreed.")
    made = decide(found[0], word, by=tx.by, at=tx.at, policy=app.policy, earlier=())
    if assessed is not None:
        assess(assessed, made, by=tx.by, at=tx.at)  # refuses what a usual case would
    said = GoldenAnswer(
        name=name, case=pull.case, measure=made.measure, clause=made.clause, reason=made.reason, by=tx.by, at=tx.at
    )
    golds.append_answer(tx, said)
    leases.give_back(tx.connection, name, person=tx.by)
    return made


def judgement(app: App) -> Judgement:
    """Count how often agreed answers were given, to gold cases whose answer stands."""
    with app.reading() as connection:
        standing = {one.case: made for one in golds.every(connection) if (made := _agreed(connection, one))}
        spoken = {case: _language(connection, case) or "unknown" for case in standing}
        pairs = [(standing[one.case], one) for one in golds.every_answer(connection) if one.case in standing]
    return Judgement(
        together=known(pairs),
        by_language={
            name: known([pair for pair in pairs if spoken[pair[1].case] == name])
            for name in sorted({spoken[one.case] for _, one in pairs})
        },
        by_clause={
            name: known([pair for pair in pairs if (pair[0].clause or "no clause") == name])
            for name in sorted({made.clause or "no clause" for made, _ in pairs})
        },
        gold=len(standing),
    )


def _is_for(connection: ReadConnection, gold: GoldenCase, person: str, choice: QueueFilter) -> bool:
    """Say whether somebody may get a gold case: nobody who knows its answer, and only what they asked for."""
    case = cases.get(connection, gold.case)
    if case is None or _agreed(connection, gold) is None:
        return False
    judged = [one.by for one in decisions.of_case(connection, gold.case)] + [gold.by]
    judged += [look.by for look in judgements.every_second_look(connection) if look.case == gold.case]
    asked = ((choice.platform, case.about.platform), (choice.origin, case.origin))
    if any(same_person(one, person) for one in judged) or any(want and want != has for want, has in asked):
        return False
    return not choice.languages or _language(connection, gold.case) in choice.languages


def _agreed(connection: ReadConnection, gold: GoldenCase) -> Decision | None:
    """Give the agreed answer while it stands."""
    last = decisions.of_case(connection, gold.case)[-1]
    return last if last.id == gold.decision and _heard(connection, last) is not False else None


def _heard(connection: ReadConnection, made: Decision) -> bool | None:
    appeal = notices.appeal_against(connection, made.id)
    return None if appeal is None else notices.appeal_review_of(connection, appeal.id) is not None


def _stands_with_others(connection: ReadConnection, case: CaseId) -> bool:
    joined = joins.of(connection, case) or joins.into(connection, case) != case
    return bool(joined) or networks.of_case(connection, case) is not None


def _language(connection: ReadConnection, case: CaseId) -> str | None:
    exhibit = exhibits.of_case(connection, case)
    return exhibit.language if exhibit else None

"""Preview: what a word about a case would do, and to whom, before it is said. Nothing is kept."""

from dataclasses import dataclass

from cautery.app import App
from cautery.cases.exemptions import ExemptionAssessment, assess
from cautery.cases.review import DecisionInput, decide
from cautery.cases.statements import Statement, statement_of
from cautery.errors import CauteryError, Missing
from cautery.model.case import Case, CaseId
from cautery.model.exhibit import Exhibit
from cautery.pipeline.cases import golden_set as gold
from cautery.pipeline.cases.account_status import account_status_of
from cautery.pipeline.cases.decide import members_to_act_on
from cautery.pipeline.cases.letter_facts import letter_facts
from cautery.schemas.networks import AccountSummary
from cautery.store import cases, exhibits, networks


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPreview:
    """What a word would do, before it is said."""

    acts_on: tuple[AccountSummary, ...]
    """Whom it would be about."""
    spared: tuple[AccountSummary, ...]
    """Of a network, those whom it leaves alone: not surely members, or decided about otherwise."""
    statement: Statement | None
    """What the first of them would be told."""
    problem: str
    """Why it cannot be said yet; '' when it can."""


def preview(
    app: App, case: CaseId, word: DecisionInput | None, *, assessed: ExemptionAssessment | None = None
) -> DecisionPreview:
    """Say what a word about a case would do and to whom; nothing is kept. Without a word: only whom one would be about."""
    with app.reading() as connection:
        asked_again = gold.shown(connection, case)
        found, shown = asked_again or (cases.get(connection, case), exhibits.of_case(connection, case))
        if found is None:
            raise Missing(f"There is no case '{case}'.", at_terminal="List them with: cautery cases")
        network = networks.of_case(connection, case)
        acts_on = [found.about] if network is None else members_to_act_on(connection, network, case)
        members = [] if network is None else [member.account for member in network.members]
        standings = account_status_of(connection, {*acts_on, *members})
    spared = [about for about in members if about not in set(acts_on)]
    statement, problem = _as_if(app, found, word, assessed, shown)
    return DecisionPreview(
        acts_on=tuple(standings[about] for about in acts_on),
        spared=tuple(standings[about] for about in spared),
        statement=statement,
        problem=problem,
    )


def _as_if(
    app: App, case: Case, word: DecisionInput | None, assessed: ExemptionAssessment | None, shown: Exhibit | None
) -> tuple[Statement | None, str]:
    """Decide without keeping it: what would be told, and what is missing."""
    if word is None:
        return None, ""
    at = app.clock.now()
    try:
        made = decide(case, word, by=app.person, at=at, policy=app.policy, earlier=())
        assessment = assess(assessed, made, by=app.person, at=at) if assessed else None
    except CauteryError as error:
        return None, str(error)
    with app.reading() as connection:
        facts = letter_facts(app, connection, made, case, shown)
    language = shown.language if shown else None
    told = statement_of(made, case, policy=app.policy, assessment=assessment, language=language, facts=facts)
    return told, ""

"""A decision becomes a statement that the database takes, whatever the measure, the origin and whoever told of it."""

from datetime import timedelta
from typing import get_args

import pytest

from cautery.model.case import Case, CaseId, Origin
from cautery.model.content import MediaKind
from cautery.model.decision import ClauseText, Decision, DecisionId, Measure
from cautery.model.exhibit import Exhibit, Item, ProfileSnapshot
from cautery.model.notice import NotifierKind
from cautery.reports.dsa_statement import judge
from cautery.reports.personal_data import tells_who
from cautery.reports.statement_of_decision import MEASURES, StatementFacts, statement_of_decision
from tests.world import NOON, person

CASE = CaseId("c1")


def facts(
    measure: Measure, origin: Origin, notifier: NotifierKind | None, *, post: str | None = None
) -> StatementFacts:
    decision = Decision(
        id=DecisionId("d1"),
        about=person("ana"),
        verdict="violating",
        measure=measure,
        clause="promotes",
        reason="ana@pier.example told us that @ana did it.",
        by="local:ada",
        at=NOON,
        source="review",
        case=CASE,
        post=post,
    )
    case = Case(
        id=CASE, about=person("ana"), origin=origin, chance=None, reasons=(), opened_at=NOON, due=NOON, post=post
    )
    film: MediaKind = "video"
    item = Item(id="p1", at=NOON - timedelta(days=2), text="", media=(film,))
    shown = Exhibit(case=CASE, face=ProfileSnapshot(handle="@ana"), items=(item,), language="ar-EG", at=NOON)
    clause = ClauseText(title="Promotes terrorism", text="Praises it.")
    return StatementFacts(decision=decision, case=case, clause=clause, shown=shown, notifier=notifier, applied_at=NOON)


@pytest.mark.parametrize("measure", sorted(MEASURES))
@pytest.mark.parametrize("origin", get_args(Origin))
@pytest.mark.parametrize("notifier", [None, *get_args(NotifierKind)])
def test_every_decision_is_a_statement_without_anybody_in_it(
    measure: Measure, origin: Origin, notifier: NotifierKind | None
) -> None:
    statement = statement_of_decision(facts(measure, origin, notifier))

    assert judge(statement).errors == {}
    assert judge(statement).warnings == {}
    assert tells_who(statement, ["ana", "@ana"]) == {}


def test_an_item_is_told_with_its_day_its_kind_and_its_language() -> None:
    statement = statement_of_decision(facts("remove", "notice", "trusted_flagger", post="p1"))

    assert statement["content_date"] == (NOON - timedelta(days=2)).date().isoformat()
    assert (statement["content_type"], statement["content_language"]) == (["CONTENT_TYPE_VIDEO"], "AR")
    assert statement["source_type"] == "SOURCE_TRUSTED_FLAGGER"

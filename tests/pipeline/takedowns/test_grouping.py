"""A decision belongs to its plan, else to the network that it is about, else to its day."""

from cautery.app import App
from cautery.model.case import Case, CaseId
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.takedowns.grouping import batches, covers
from cautery.pipeline.takedowns.planning import begin
from cautery.store import cases, decisions, plans
from tests.takedowns import SUSPEND, a_network, member, planned


def names(app: App) -> set[str]:
    with app.reading() as connection:
        return set(batches(connection, decisions.every(connection)).values())


def test_what_was_planned_belongs_to_its_plan_and_the_network_covers_it(app: App) -> None:
    made = planned(app, 3)
    begin(app, made.id)

    assert names(app) == {made.id}
    with app.reading() as connection:
        assert covers(connection, "lanterns") == {"lanterns", made.id}
        assert covers(connection, made.id) == {made.id}


def test_what_was_decided_about_a_network_at_once_has_a_plan_too(app: App) -> None:
    case = a_network(app, 3)
    decide_case(app, case, SUSPEND)

    with app.reading() as connection:
        [made] = plans.of_case(connection, case)
        assert covers(connection, "lanterns") == {"lanterns", made}
    assert names(app) == {made}


def test_everything_else_belongs_to_its_day(app: App) -> None:
    now = app.clock.now()
    case = Case(id=CaseId("c"), about=member(1), origin="notice", chance=None, reasons=(), opened_at=now, due=now)
    with app.writing() as tx:
        cases.append(tx, [case])
    decide_case(app, case.id, SUSPEND)

    assert names(app) == {f"day:{now:%Y-%m-%d}"}

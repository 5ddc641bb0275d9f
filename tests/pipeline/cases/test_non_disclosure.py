"""Where an order forbids telling, no channel to the account holder speaks, until the order ends."""

from datetime import timedelta

import pytest

from cautery.app import App
from cautery.errors import Invalid, Missing
from cautery.model.case import CaseId
from cautery.pipeline.cases.appeals import appeal
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.non_disclosure import is_silent, suppress_notifications
from cautery.pipeline.cases.statements import appeal_link, appealable_decision
from cautery.pipeline.installation.verify_log import verify_log
from tests.pipeline.cases.test_join import both
from tests.takedowns import SUSPEND, a_network, later

DAY = timedelta(days=1)


def test_the_account_holders_page_is_silent_until_the_order_ends(app: App) -> None:
    case = a_network(app, 3)
    link = appeal_link(app, decide_case(app, case, SUSPEND).decision.id)
    assert appealable_decision(app, link).statement.paragraphs
    suppress_notifications(app, case, order="HO-7/2020, Article 11(3)", until=app.clock.now() + DAY)

    with pytest.raises(Missing, match="not here"):
        appealable_decision(app, link)
    with pytest.raises(Missing, match="not here"):
        appeal(app, link, "why?", contact="")
    assert appealable_decision(later(app, days=2), link).statement.paragraphs
    assert verify_log(app).ok


def test_an_order_over_a_case_that_waits_with_another_silences_both(app: App) -> None:
    leads, joined = both(app)
    suppress_notifications(app, joined, order="HO-7/2020, Article 11(3)", until=app.clock.now() + DAY)
    with app.reading() as connection:
        held = [is_silent(connection, case, at=app.clock.now()) for case in (leads, joined)]

    assert held == [True, True]


def test_silence_needs_an_order_a_case_and_an_end(app: App) -> None:
    case, ends = a_network(app, 3), app.clock.now() + DAY
    with pytest.raises(Invalid, match="order"):
        suppress_notifications(app, case, order=" ", until=ends)
    with pytest.raises(Invalid, match="future"):
        suppress_notifications(app, case, order="HO-7", until=app.clock.now())
    with pytest.raises(Missing):
        suppress_notifications(app, CaseId("c9"), order="HO-7", until=ends)

    with app.reading() as connection:
        assert not is_silent(connection, case, at=app.clock.now())

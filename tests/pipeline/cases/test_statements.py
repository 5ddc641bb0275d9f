"""Show an account holder the decision about them: what was done, why, and what came of their appeal."""

from dataclasses import replace
from datetime import timedelta

import pytest
from msgspec.structs import replace as replace_struct

from cautery.app import App
from cautery.cases.appeals import last_moment
from cautery.cases.review import DecisionInput
from cautery.errors import Conflict, Missing, Refused
from cautery.kit.clock import FrozenClock
from cautery.model.suspicion import Reason
from cautery.pipeline.cases.appeals import appeal, pending_appeals, review_appeal
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.letter_facts import letter_facts, notifier_of
from cautery.pipeline.cases.non_disclosure import suppress_notifications
from cautery.pipeline.cases.notices import answer_to, file_notice
from cautery.pipeline.cases.statements import appeal_link, appealable_decision
from cautery.platforms.settings import PlatformTable, read_settings
from cautery.store import cases
from tests.outsiders import SAID, decided
from tests.reviewing import open_cases
from tests.staffed import join


def test_nobody_sees_a_notice_without_its_link(app: App) -> None:
    filed = file_notice(app, SAID, kind="user")
    with pytest.raises(Missing):
        answer_to(app, filed.id)
    with pytest.raises(Missing):
        answer_to(app, appeal_link(app, decided(app).id))


def test_the_account_holder_reads_why_and_appeals_without_a_login(app: App) -> None:
    link = appeal_link(app, decided(app).id)
    assert any(
        "spreads their lamps" in line for line in appealable_decision(app, link, language="en").statement.paragraphs
    )
    made = appeal(app, link, "it was a song", contact="ana@pier.example")

    assert [one.appeal for one in pending_appeals(app)] == [made]
    added = appeal(app, link, "and it was sung at school", contact="")
    assert [one.text for one in added.additions] == ["and it was sung at school"]
    assert [one.appeal for one in pending_appeals(app)] == [added]
    review_appeal(join(app, "cyd", "appeals"), made.id, outcome="upheld", reason="no song", seen=1)
    with pytest.raises(Conflict, match="decided meanwhile"):
        appeal(app, link, "again", contact="")


def test_an_appeal_is_not_decided_over_what_was_added_meanwhile(app: App) -> None:
    link = appeal_link(app, decided(app).id)
    made = appeal(app, link, "it was a song", contact="")
    appeal(app, link, "and it was sung at school", contact="")

    with pytest.raises(Conflict, match="added to the appeal"):
        review_appeal(join(app, "cyd", "appeals"), made.id, outcome="upheld", reason="no song", seen=0)


def test_a_decision_that_did_nothing_has_nothing_to_read(app: App) -> None:
    left = decide_case(
        join(app, "ada", "reviewer"), open_cases(app, 9)[0], DecisionInput(measure="none", clause=None, reason="r")
    )

    with pytest.raises(Missing, match="Nothing was done"):
        appealable_decision(app, appeal_link(app, left.decision.id))


def test_the_key_of_links_is_nobody_elses(app: App) -> None:
    appeal_link(app, decided(app).id)

    assert app.config.link_key.stat().st_mode & 0o077 == 0


def test_an_order_that_forbade_telling_takes_nothing_from_the_time_for_complaints(app: App) -> None:
    made = decided(app)
    link, ends = appeal_link(app, made.id), app.clock.now() + timedelta(days=40)
    assert made.case is not None
    suppress_notifications(app, made.case, order="HO-7/2020", until=ends)

    late = App(app.config, clock=FrozenClock(last_moment(ends)), person="local:ada")
    too_late = App(app.config, clock=FrozenClock(last_moment(ends) + timedelta(minutes=1)), person="local:ada")
    with pytest.raises(Refused, match="is over"):
        appeal(too_late, link, "it was a song", contact="")
    assert f"{last_moment(ends):%H:%M} UTC" in appealable_decision(late, link, language="en").statement.paragraphs[-1]
    assert appeal(late, link, "it was a song", contact="")


@pytest.mark.parametrize("kind", ["authority", "trusted_flagger", "partner", "user"])
def test_who_told_of_a_case_is_read_from_its_reasons(app: App, kind: str) -> None:
    said = Reason(channel="notices", bits=0.0, says=f"notice by {kind.replace('_', ' ')}: terrorism", evidence=())
    with app.reading() as connection:
        case = cases.get(connection, open_cases(app, 9)[0])
    assert case is not None

    assert notifier_of(replace(case, reasons=(said,))) == kind
    assert notifier_of(replace(case, reasons=())) is None


def test_a_letter_names_the_operator_and_what_a_restriction_means_there(app: App) -> None:
    made = replace(decided(app), measure="restrict")
    there = PlatformTable(connector="matrix", address="https://matrix.example")
    app.config = replace(
        app.config,
        platforms=read_settings({str(made.about.platform): there}),
        service=replace_struct(app.config.service, operator="Pier e. V."),
    )
    with app.reading() as connection:
        case = cases.get(connection, made.case) if made.case else None
        assert case is not None
        facts = letter_facts(app, connection, made, case, None)

    assert (facts.operator, facts.effect, facts.informed_at) == ("Pier e. V.", "read_only", made.at)

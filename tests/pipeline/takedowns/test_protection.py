"""Protect accounts from being taken down by one person alone."""

import pytest

from cautery.app import App
from cautery.errors import Conflict, Missing, Refused
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.takedowns.planning import begin, plan
from cautery.pipeline.takedowns.protection import protect, protect_in
from tests.takedowns import SUSPEND, a_network, member, planned


def test_a_protected_account_needs_a_second_person_also_when_decided_at_once(app: App) -> None:
    case = a_network(app, 3)
    protect(app, member(1), "journalist", reason="writes for the gazette")
    with pytest.raises(Refused, match=r"journalist.*cautery takedown plan"):
        decide_case(app, case, SUSPEND)

    assert plan(app, case, SUSPEND).needs == ("It acts on 1 protected account (journalist).",)


def test_only_what_a_plan_acts_on_is_protected_in_it_and_only_before_it_begins(app: App) -> None:
    made = planned(app, 5)
    with pytest.raises(Missing, match="acts on no account 'lantern000099'"):
        protect_in(app, made.id, member(99), "listed", reason="so")
    begin(app, made.id)
    with pytest.raises(Conflict, match="approved already"):
        protect_in(app, made.id, member(1), "listed", reason="so")


def test_whoever_ended_a_protection_does_not_act_alone_on_what_it_protected(app: App) -> None:
    """Or the second person would be needed only from those who don't think of it."""
    ada, ben = app.acting_as("ada"), app.acting_as("ben")
    case = a_network(app, 3)
    protect(ben, member(1), "journalist", reason="writes for the gazette")
    protect(ada, member(1), None, reason="writes no more")
    with pytest.raises(Refused, match=r"1 protected account \(journalist\)"):
        decide_case(ada, case, SUSPEND)

    assert plan(ada, case, SUSPEND).needs == ("It acts on 1 protected account (journalist).",)
    assert plan(ben, case, SUSPEND).needs == ()


def test_a_protection_that_was_ended_and_given_anew_holds_as_the_new_one(app: App) -> None:
    case = a_network(app, 3)
    for kind in ("journalist", None, "official"):
        protect(app, member(1), kind, reason="so")

    assert plan(app, case, SUSPEND).needs == ("It acts on 1 protected account (official).",)

"""A graph over time tells when each account was there, when it was removed and restored, and which ties held."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cautery.app import App
from cautery.errors import Missing
from cautery.model.account import AccountId, Platform
from cautery.model.decision import DecisionId
from cautery.model.network import NetworkId
from cautery.pipeline.connections import growth
from cautery.pipeline.connections.growth import GraphAccount, growth_of
from cautery.pipeline.detection.operators import unlink
from cautery.store import decisions
from tests.returned import came_back, found, removed
from tests.store.network_facts import NOON, a_network
from tests.world import person


def by_name(app: App, network: str | None = "n1") -> dict[str, GraphAccount]:
    told = growth_of(app, NetworkId(network) if network else None)
    return {one.summary.account.id: one for one in told.accounts}


def test_members_and_ties_have_the_time_in_which_they_were_there(app: App) -> None:
    found(app, a_network("n1", "ana", "ben"))
    found(app, a_network("n1", "ana", "kim", day=1))
    told = growth_of(app, NetworkId("n1"))
    later = NOON + timedelta(days=1)

    assert {name: one.spans for name, one in by_name(app).items()} == {
        "ana": ((NOON, None),),
        "ben": ((NOON, later),),
        "kim": ((later, None),),
    }
    assert [(told.accounts[tie.one].summary.account.id, told.accounts[tie.other].summary.account.id, tie.spans)
            for tie in told.ties] == [("ana", "ben", ((NOON, later),)), ("ana", "kim", ((later, None),))]  # fmt: skip
    assert told.moments == (NOON, later)


def test_who_left_and_came_again_has_two_spans(app: App) -> None:
    for day, members in enumerate((("ana", "ben"), ("ana", "kim"), ("ana", "ben"))):
        found(app, a_network("n1", *members, day=day))

    days = [NOON + timedelta(days=day) for day in range(3)]
    assert by_name(app)["ben"].spans == ((days[0], days[1]), (days[2], None))


def test_a_removal_ends_when_somebody_is_restored(app: App) -> None:
    found(app, a_network("n1", "ana", "ben"))
    removed(app, "ana")
    with app.reading() as connection:
        first = decisions.about(connection, person("ana"))[0]
    with app.writing() as tx:
        assert first.at is not None
        again = first.at + timedelta(days=2)
        restored = replace(first, id=DecisionId("restored"), verdict="benign", measure="none", clause=None, at=again)
        decisions.append(tx, [restored])

    assert by_name(app)["ana"].removals == ((first.at, again),)
    assert by_name(app)["ben"].removals == ()


def test_a_label_without_platform_is_about_whichever_has_the_account_and_a_post_is_not_its_account(app: App) -> None:
    found(app, a_network("n1", "ana", "ben"))
    removed(app, "eva")
    with app.reading() as connection:
        first = decisions.about(connection, person("eva"))[0]
    bare = replace(person("ana"), platform=Platform(""))
    with app.writing() as tx:
        decisions.append(tx, [replace(first, id=DecisionId("label"), about=bare)])
        decisions.append(tx, [replace(first, id=DecisionId("post"), about=person("ben"), post="p1")])

    assert by_name(app)["ana"].removals == ((first.at, None),)
    assert by_name(app)["ben"].removals == ()


def test_earlier_and_later_accounts_are_followed_both_ways_but_not_what_a_person_unlinked(app: App) -> None:
    found(app, a_network("n1", "ana", "ben"))
    came_back(app, "zoe", of="ana")
    came_back(app, "zoe again", of="zoe", day=1)
    came_back(app, "ana", of="old")
    came_back(app, "kim", of="ben")
    unlink(app, person("kim"), person("ben"), reason="two people")
    told = growth_of(app, NetworkId("n1"))

    assert {one.summary.account.id for one in told.accounts} == {"ana", "ben", "zoe", "zoe again", "old"}
    assert [tie.kinds for tie in told.ties].count(("continues",)) == 3
    zoe = by_name(app)["zoe"]
    assert (zoe.role, zoe.certain, zoe.networks, len(zoe.spans)) == (None, False, (), 1)


def test_without_a_name_all_networks_are_told_and_with_an_account_only_its_own(app: App) -> None:
    found(app, a_network("n1", "ana", "ben"), a_network("n2", "lou", "kim"))

    assert {one.summary.account.id for one in growth_of(app).accounts} == {"ana", "ben", "lou", "kim"}
    assert {one.summary.account.id for one in growth_of(app, about=person("lou")).accounts} == {"lou", "kim"}
    assert [one.summary.account.id for one in growth_of(app, about=person("nobody")).accounts] == ["nobody"]
    assert growth_of(app, about=person(AccountId("nobody"))).ties == ()


def test_a_network_that_there_is_not_is_said(app: App) -> None:
    with pytest.raises(Missing, match="n9"):
        growth_of(app, NetworkId("n9"))


def test_what_is_not_drawn_is_counted(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "MOST_ACCOUNTS", 2)
    found(app, a_network("n1", "ana", "ben", "kim"))
    told = growth_of(app, NetworkId("n1"))

    assert (len(told.accounts), told.more, len(told.ties)) == (2, 1, 1)

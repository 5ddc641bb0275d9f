"""Accounts of one hand stand in the order of time, and whom a person set apart stands with nobody."""

from cautery.app import App
from cautery.pipeline.connections.successions import succession_of, successions
from cautery.pipeline.detection.operators import unlink
from tests.returned import came_back, removed
from tests.world import person


def names(app: App, about: str) -> list[str]:
    return [one.account.id for one in succession_of(app, person(about)).accounts]


def test_a_hand_is_the_same_from_whichever_of_its_accounts_one_looks(app: App) -> None:
    came_back(app, "ana2", of="ana")
    came_back(app, "zoe", of="ana2", day=1)
    came_back(app, "bob", of="ana", day=2)

    assert [names(app, one) for one in ("ana", "ana2", "zoe", "bob")] == [["ana", "ana2", "zoe", "bob"]] * 4


def test_what_links_an_account_to_the_one_before_is_told_in_bits(app: App) -> None:
    came_back(app, "ana2", of="ana")
    found = succession_of(app, person("ana"))
    [step] = found.steps_to(person("ana2"))

    assert found.steps_to(person("ana")) == ()
    assert [reason.bits for reason in step.reasons] == [9.5, -1.5]


def test_who_is_up_is_told(app: App) -> None:
    came_back(app, "ana2", of="ana")
    removed(app, "ana")

    assert [one.account.id for one in succession_of(app, person("ana")).living] == ["ana2"]


def test_who_was_set_apart_stands_alone_with_what_was_said(app: App) -> None:
    came_back(app, "ana2", of="ana")
    unlink(app, person("ana2"), person("ana"), reason="sisters")
    found = succession_of(app, person("ana2"))

    assert [one.account.id for one in found.accounts] == ["ana2"]
    assert [(step.apart.reason, step.apart.by) for step in found.apart if step.apart] == [("sisters", "local:ada")]


def test_the_hands_that_came_back_last_are_listed_first_and_once(app: App) -> None:
    came_back(app, "ana2", of="ana")
    came_back(app, "eva2", of="eva")
    came_back(app, "ana3", of="ana2")
    came_back(app, "kim2", of="kim")
    unlink(app, person("kim2"), person("kim"), reason="sisters")

    assert [one.first.account.id for one in successions(app, most=9)] == ["ana", "eva"]

"""Every law on the shelf says its clocks as the table of legal clocks does, which was made from the laws by somebody else."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from cautery.pipeline.orders.applicable_laws import every_law
from cautery.policy.law import Law, ServiceProfile
from cautery.policy.policy import read_policy

ORACLE: Mapping[str, str] = {
    row["id"]: row["duration"] for row in json.loads((Path(__file__).parent / "legal_clocks.json").read_text())
}
LAWS = every_law()


def test_the_laws_say_each_clock_of_the_table_and_no_other() -> None:
    assert {clock.id: clock.length for law in LAWS.values() for clock in law.clocks} == ORACLE


def test_no_two_laws_say_the_same_clock() -> None:
    assert sum(len(law.clocks) for law in LAWS.values()) == len(ORACLE)


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
def test_a_law_is_named_by_its_place_and_holds_from_a_day_on(law: type[Law]) -> None:
    assert law.title
    assert law.valid_from <= date(2026, 11, 30)
    assert not law.holds_on(date(1990, 1, 1))
    assert all(clock.article and clock.action and clock.starts for clock in law.clocks)


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
def test_a_law_puts_only_clauses_of_the_shipped_policy_into_its_categories(law: type[Law]) -> None:
    assert set(law.categories) <= set(read_policy(None).clauses)


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
def test_a_law_reaches_no_service_that_is_elsewhere(law: type[Law]) -> None:
    assert law.applies_to(ServiceProfile(established="CH", users=frozenset(), staff=1, turnover=0)) is None

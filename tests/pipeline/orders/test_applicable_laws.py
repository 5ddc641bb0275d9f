"""A service learns which laws apply, which clocks they start, and what is missing."""

from datetime import date

import pytest

from cautery.errors import Invalid
from cautery.pipeline.orders.applicable_laws import ApplicableLaw, applicable_laws, as_toml, service_with
from cautery.settings.tables import ServiceFacts

TODAY = date(2026, 11, 30)


def found(service: ServiceFacts, on: date = TODAY) -> dict[str, ApplicableLaw]:
    return {law.name: law for law in applicable_laws(service, on=on)}


def test_a_paste_site_of_one_person_has_the_hour_and_none_of_the_reports() -> None:
    laws = found(ServiceFacts(established="DE", users=["DE"], staff=1))

    assert set(laws) == {"eu_tco_2021_784", "eu_dsa"}
    assert "tco.remove" in {clock.id for clock in laws["eu_tco_2021_784"].clocks}
    assert "dsa.report" not in {clock.id for clock in laws["eu_dsa"].clocks}


def test_a_large_one_reports() -> None:
    assert "dsa.report" in {clock.id for clock in found(ServiceFacts(established="DE", staff=60))["eu_dsa"].clocks}


def test_what_is_missing_is_named_by_its_key_and_article() -> None:
    laws = found(ServiceFacts(established="US", users=["EU"], contact_point="orders@quay.example"))
    missing = {(duty.article, duty.needs) for duty in laws["eu_tco_2021_784"].missing}

    assert ("17", "representative") in missing
    assert "contact_point" not in {key for _, key in missing}
    assert "us_federal" in laws


def test_who_is_established_in_the_union_needs_no_representative() -> None:
    duties = found(ServiceFacts(established="FR"))["eu_tco_2021_784"].duties

    assert "representative" not in {duty.needs for duty in duties}


def test_a_law_of_tomorrow_does_not_apply_today() -> None:
    india = ServiceFacts(established="IN")

    assert set(found(india, on=date(2026, 2, 19))) == set()
    assert set(found(india, on=date(2026, 2, 20))) == {"in_it_rules_2021"}


def test_who_names_no_country_gets_no_law() -> None:
    assert applicable_laws(ServiceFacts(), on=TODAY) == ()


def test_answers_take_the_place_of_settings() -> None:
    said = service_with(
        ServiceFacts(established="DE", staff=3), established=None, users="eu, gb", staff=None, turnover=1.5
    )

    assert (said.established, said.users, said.staff, said.turnover) == ("DE", ["EU", "GB"], 3, 1.5)
    assert as_toml(said) == '[service]\nestablished = "DE"\nusers = ["EU", "GB"]\nstaff = 3\nturnover = 1.5'


def test_a_country_is_two_letters() -> None:
    with pytest.raises(Invalid, match="two letters"):
        service_with(ServiceFacts(), established="Germany", users=None, staff=None, turnover=None)

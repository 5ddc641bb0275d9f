"""Targets are taken out of what carries them; rows and their examples: `test_canonical`."""

from cautery.signals.links.wrapped import carried_in, parameters, target_of


def test_a_redirector_that_carries_no_address_leads_nowhere() -> None:
    assert target_of("vk.com", "/away.php", "to=javascript:x") is None


def test_any_page_may_carry_an_address() -> None:
    assert list(carried_in("next=/home&url=https%3A%2F%2Fexample.org%2Fa")) == ["https://example.org/a"]


def test_a_query_of_too_many_parameters_is_not_looked_at() -> None:
    assert parameters("&".join(f"a{n}=1" for n in range(100))) == {}

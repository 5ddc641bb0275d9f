"""Targets are taken out of what carries them; rows and their examples: `test_canonical`."""

import pytest

from cautery.signals.links.wrapped import carried_in, parameters, target_of


def test_a_redirector_that_carries_no_address_leads_nowhere() -> None:
    assert target_of("vk.com", "/away.php", "to=javascript:x") is None


def test_any_page_may_carry_an_address() -> None:
    link = "https://site.example/go?next=/home&url=https%3A%2F%2Fexample.org%2Fa"

    assert list(carried_in(link)) == ["https://example.org/a"]


@pytest.mark.parametrize(
    "link",
    [
        "https://site.example/go?to=https%253A%252F%252Fexample.org%252Fa",
        "https://site.example/go?to=aHR0cHM6Ly9leGFtcGxlLm9yZy9h",
        "https://bing.com/ck/a?u=a1aHR0cHM6Ly9leGFtcGxlLm9yZy9h&ntb=1",
        "https://mirror.example/read/https://example.org/a",
        "https://mirror.example/https%3A%2F%2Fexample.org/a",
    ],
)
def test_an_address_is_read_however_a_page_carries_it(link: str) -> None:
    assert list(carried_in(link)) == ["https://example.org/a"]


@pytest.mark.parametrize("link", ["https://example.org/a", "https://site.example/https-is-safe/a?q=aHR0cA=="])
def test_a_page_that_carries_no_address_carries_none(link: str) -> None:
    assert list(carried_in(link)) == []


def test_a_query_of_too_many_parameters_is_not_looked_at() -> None:
    assert parameters("&".join(f"a{n}=1" for n in range(100))) == {}

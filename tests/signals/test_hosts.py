import tomllib
from importlib.resources import files
from typing import get_args

import pytest

from cautery.signals.hosts import Role, role_of

LISTED: dict[str, list[str]] = tomllib.loads(
    files("cautery.signals").joinpath("hosts.toml").read_text(encoding="utf-8")
)


def test_every_listed_host_has_the_role_it_is_listed_under() -> None:
    assert [(h, role, role_of(h)) for role, hosts in LISTED.items() for h in hosts if role_of(h) != role] == []


def test_every_role_in_the_list_is_one_that_we_know() -> None:
    """A heading with a slip of the pen would lose its hosts without a word."""
    assert set(LISTED) == set(get_args(Role)) - {"web"}


def test_no_host_is_listed_twice_and_each_is_written_as_links_are() -> None:
    hosts = [host for listed in LISTED.values() for host in listed]

    assert sorted(hosts) == sorted(set(hosts))
    assert [host for host in hosts if host != host.lower() or host.startswith("www.") or "/" in host] == []


def test_a_subdomain_has_the_role_of_the_host_above_it() -> None:
    assert role_of("cdn.eu.justpaste.it") == "paste"


def test_the_longest_name_that_is_known_decides() -> None:
    assert (role_of("google.com"), role_of("docs.google.com"), role_of("a.docs.google.com")) == (
        "social",
        "file",
        "file",
    )


@pytest.mark.parametrize(
    "host", ["notjustpaste.it", "justpaste.it.example.org", "it", "", ".", "..", "t.me.example", "com"]
)
def test_a_host_that_only_looks_like_a_known_one_is_any_host(host: str) -> None:
    assert role_of(host) == "web"

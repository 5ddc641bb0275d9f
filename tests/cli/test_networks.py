"""`cautery networks`: who acts together, in words and as JSON."""

import pytest

from cautery.app import opened
from cautery.pipeline.ingestion.ingest import Ingestion
from tests.cli.terminal import Terminal
from tests.lamplighters import LAMPLIGHTERS, harbour


@pytest.fixture
def heard(empty: Terminal) -> Terminal:
    """Give a terminal at an installation that heard of everything at the harbour."""
    with opened(empty.home) as app, Ingestion(app) as door:
        door.accept(harbour())
        door.catch_up()
    return empty


def test_the_document_is_as_promised(heard: Terminal) -> None:
    [network] = heard.run("networks", "--json").listed

    assert {"id", "case", "accounts", "channels", "log10_p", "seeds", "content_evidence"} <= set(network)
    assert network["case"] is None
    assert {"account", "chance", "role"} <= set(network["accounts"][0])  # type: ignore[index]
    assert {one["account"] for one in network["accounts"]} == set(LAMPLIGHTERS)  # type: ignore[index, union-attr, attr-defined]


def test_in_words_it_says_what_to_type_next(heard: Terminal) -> None:
    done = heard.run("networks")

    assert done.code == 0
    assert "repost" in done.out
    assert "cautery networks explain" in done.err


def test_a_network_is_explained_in_sentences(heard: Terminal) -> None:
    [network] = heard.run("networks", "--json").listed
    told = heard.run("networks", "explain", str(network["id"]))

    assert "no case (coordination alone violates no policy)" in told.out
    assert "reposted the same post" in told.out
    assert "(28 pairs did)" in told.out
    assert "lamplighter 1" in told.out


def test_what_is_explained_is_a_document_too(heard: Terminal) -> None:
    [network] = heard.run("networks", "--json").listed

    assert heard.run("networks", "explain", str(network["id"]), "--json").said["id"] == network["id"]


def test_a_network_that_is_none_is_missing(heard: Terminal) -> None:
    assert heard.run("networks", "explain", "nothing").code == 3


def test_where_nobody_acts_together_there_is_none(town: Terminal) -> None:
    done = town.run("networks", "--json")

    assert (done.code, done.listed) == (0, [])
    assert "No coordinated networks" in town.run("networks").err


def test_without_events_there_is_nothing_to_read(empty: Terminal) -> None:
    assert empty.run("networks", "--json").code == 3

"""A network's newest row holds; whom it ever had is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cautery.model.case import CaseId
from cautery.model.network import NetworkId
from cautery.store import networks
from cautery.store.database import open_database
from cautery.store.ledger import WriteTransaction
from cautery.store.migrate import migrate
from tests.store.network_facts import NOON, SIGNER, a_network, person


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[WriteTransaction]:
    migrate(tmp_path / "cautery.db")
    with open_database(tmp_path / "cautery.db").writing() as connection:
        yield WriteTransaction(connection=connection, by="local:ben", at=NOON, signer=SIGNER)


def test_what_is_kept_comes_back_as_it_was(writing: WriteTransaction) -> None:
    one = a_network("n1", "ana", "ben", case="c1")
    networks.append(writing, [one])

    assert networks.get(writing.connection, one.id) == one
    assert networks.of_case(writing.connection, CaseId("c1")) == one


def test_the_newest_row_about_a_network_holds(writing: WriteTransaction) -> None:
    networks.append(writing, [a_network("n1", "ana"), a_network("n2", "eva")])
    networks.append(writing, [a_network("n1", "ben", day=1)])

    assert [one.members[0].account.id for one in networks.latest(writing.connection)] == ["eva", "ben"]


def test_whom_a_network_ever_had_is_kept(writing: WriteTransaction) -> None:
    networks.append(writing, [a_network("n1", "ana", "ben")])
    networks.append(writing, [a_network("n1", "ben", "eva", day=1)])

    assert networks.ever(writing.connection) == {"n1": {person("ana"), person("ben"), person("eva")}}


def test_a_case_leads_to_its_network_and_a_network_to_all_its_cases(writing: WriteTransaction) -> None:
    networks.append(
        writing, [a_network("n1", "ana", case="c1"), a_network("n2", "eva", case="c2"), a_network("n3", "ida")]
    )
    networks.append(
        writing, [a_network("n1", "ana", "ben", day=1, case="c3"), a_network("n2", "ida", day=1, case="c2")]
    )

    assert networks.by_case(writing.connection) == {"c1": "n1", "c2": "n2", "c3": "n1"}
    assert networks.cases_of(writing.connection, NetworkId("n1")) == ["c1", "c3"]
    assert networks.cases_of(writing.connection, NetworkId("n2")) == ["c2"]


def test_what_nobody_kept_is_not_there(writing: WriteTransaction) -> None:
    assert networks.get(writing.connection, NetworkId("n9")) is None
    assert networks.of_case(writing.connection, CaseId("c9")) is None


def test_whoever_left_a_network_is_in_it_no_more(writing: WriteTransaction) -> None:
    networks.append(writing, [a_network("n1", "ana", "ben"), a_network("n2", "ben")])
    networks.append(writing, [a_network("n1", "ana", "eva", day=1)])

    assert [one.id for one in networks.with_account(writing.connection, person("ben"))] == ["n2"]
    assert [one.id for one in networks.with_account(writing.connection, person("eva"))] == ["n1"]


def test_what_a_network_was_before_is_kept(writing: WriteTransaction) -> None:
    networks.append(writing, [a_network("n1", "ana", "ben")])
    networks.append(writing, [a_network("n1", "ana", "eva", day=1)])
    was, holds = networks.versions(writing.connection, NetworkId("n1"))

    assert (was.members[1].account, holds.members[1].account) == (person("ben"), person("eva"))

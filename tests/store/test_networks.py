"""A network's newest row holds; whom it ever had is kept."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cautery.kit.note import Signer
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import CaseId
from cautery.model.network import Channel, Content, Member, Network, NetworkId
from cautery.store import networks
from cautery.store.database import open_database
from cautery.store.ledger import Writing
from cautery.store.migrate import migrate

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
SIGNER = Signer(name="harbour.example", seed=b"s" * 32)


def person(name: str) -> Account:
    return Account(platform=Platform("harbour"), id=AccountId(name))


def a_network(name: str, *members: str, case: str | None = None, day: int = 0) -> Network:
    return Network(
        id=NetworkId(name),
        at=NOON + timedelta(days=day),
        case=CaseId(case) if case else None,
        members=tuple(Member(account=person(one), chance=0.95, role="amplifier") for one in members),
        channels=(Channel(trace="text", pairs=3, occasions=40, expected=0.25, jaccard=0.5, log10_p=-30.5),),
        log10_p=-61.0,
        says=("3 pairs posted nearly the same text.",),
        bystanders=(person("eva"),),
        seeds=(person("ana"),),
        content_evidence=(Content(account=person("ben"), channel="links", says="posts a link", evidence=("p1",)),),
    )


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[Writing]:
    migrate(tmp_path / "cautery.db")
    with open_database(tmp_path / "cautery.db").writing() as connection:
        yield Writing(connection=connection, by="local:ben", at=NOON, signer=SIGNER)


def test_what_is_kept_comes_back_as_it_was(writing: Writing) -> None:
    one = a_network("n1", "ana", "ben", case="c1")
    networks.append(writing, [one])

    assert networks.get(writing.connection, one.id) == one
    assert networks.of_case(writing.connection, CaseId("c1")) == one


def test_the_newest_row_about_a_network_holds(writing: Writing) -> None:
    networks.append(writing, [a_network("n1", "ana"), a_network("n2", "eva")])
    networks.append(writing, [a_network("n1", "ben", day=1)])

    assert [one.members[0].account.id for one in networks.latest(writing.connection)] == ["eva", "ben"]


def test_whom_a_network_ever_had_is_kept(writing: Writing) -> None:
    networks.append(writing, [a_network("n1", "ana", "ben")])
    networks.append(writing, [a_network("n1", "ben", "eva", day=1)])

    assert networks.ever(writing.connection) == {"n1": {person("ana"), person("ben"), person("eva")}}


def test_what_nobody_kept_is_not_there(writing: Writing) -> None:
    assert networks.get(writing.connection, NetworkId("n9")) is None
    assert networks.of_case(writing.connection, CaseId("c9")) is None

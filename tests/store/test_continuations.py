"""What an account was taken to continue, and what to continue it, is found from either end, also of older installations."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from cautery.model.case import Case, CaseId, Continuation
from cautery.store import cases, continuations, networks
from cautery.store.database import connect, open_database
from cautery.store.ledger import WriteTransaction
from cautery.store.migrate import migrate
from tests.store.network_facts import NOON, SIGNER, person


def a_return(name: str, about: str, earlier: str | None) -> Case:
    """Open a case; without an earlier account it is about no return."""
    continues = (
        Continuation(earlier=person(earlier), case=None, clause=None, reason="r", evidence=(), proposal="suspend")
        if earlier
        else None
    )
    return Case(
        id=CaseId(name),
        about=person(about),
        origin="return",
        chance=0.9,
        reasons=(),
        opened_at=NOON,
        due=NOON,
        continues=continues,
    )


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[WriteTransaction]:
    migrate(tmp_path / "cautery.db")
    with open_database(tmp_path / "cautery.db").writing() as connection:
        yield WriteTransaction(connection=connection, by="local:ben", at=NOON, signer=SIGNER)


def test_a_return_is_found_from_either_end(writing: WriteTransaction) -> None:
    cases.append(writing, [a_return("c1", "new", "old"), a_return("c2", "newer", "new"), a_return("c3", "eva", None)])

    assert continuations.touching(writing.connection, person("old")) == ["c1"]
    assert continuations.touching(writing.connection, person("new")) == ["c1", "c2"]
    assert continuations.touching(writing.connection, person("eva")) == []


def test_who_came_back_of_some_is_found_at_once(writing: WriteTransaction) -> None:
    cases.append(writing, [a_return("c1", "new", "old"), a_return("c2", "newer", "new"), a_return("c3", "eva", "old")])

    assert continuations.of_some(writing.connection, {person("old"), person("ben")}) == ["c1", "c3"]


def test_the_latest_returns_come_first_each_account_once(writing: WriteTransaction) -> None:
    cases.append(
        writing, [a_return("c1", "new", "old"), a_return("c2", "newer", "new"), a_return("c3", "new", "older")]
    )

    assert continuations.latest(writing.connection, most=9) == [person("new"), person("newer")]
    assert continuations.latest(writing.connection, most=1) == [person("new")]


def test_an_older_installation_is_told_what_its_ledgers_say(tmp_path: Path) -> None:
    path = tmp_path / "cautery.db"
    database, config = connect(path), Config()
    config.set_main_option("script_location", str(files("cautery.store").joinpath("migrations")))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
    database.close()
    old = json.dumps({"earlier": {"platform": "harbour", "id": "old"}})
    member = json.dumps([{"account": {"platform": "harbour", "id": "ana"}, "chance": 0.9, "role": "source"}])
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(
            "INSERT INTO cases (id, platform, account, origin, reasons, opened_at, due, continues) VALUES"
            " ('c1', 'harbour', 'new', 'return', '[]', '2020-01-01T12:00:00Z', '2020-01-01T12:00:00Z', ?)",
            (old,),
        )
        raw.execute(
            "INSERT INTO networks (id, at, members, channels, log10_p, says, bystanders, seeds, content_evidence) VALUES"
            " ('n1', '2020-01-01T12:00:00Z', ?, '[]', -9, '[]', '[]', '[]', '[]')",
            (member,),
        )
    migrate(path)

    with open_database(path).reading() as connection:
        assert continuations.touching(connection, person("old")) == ["c1"]
        assert [one.id for one in networks.with_account(connection, person("ana"))] == ["n1"]


def test_links_are_found_from_either_end_with_their_time(writing: WriteTransaction) -> None:
    cases.append(writing, [a_return("c1", "zoe", "ana"), a_return("c2", "lou", "kim")])
    links = continuations.links_among(writing.connection, {person("ana"), person("lou")})

    assert [(one.account, one.earlier, one.at) for one in links] == [
        (person("zoe"), person("ana"), NOON),
        (person("lou"), person("kim"), NOON),
    ]

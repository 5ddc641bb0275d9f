"""Analysts read tables as frames, ask in SQL, and see why an account is suspected; from a folder and from a service."""

from datetime import datetime
from pathlib import Path

import pytest

from cautery.analyst import TablesOfService, open_tables
from cautery.app import App
from cautery.errors import Invalid, Refused
from tests.api.conftest import Program, program
from tests.pipeline.conftest import app, town
from tests.returned import came_back, found
from tests.store.network_facts import a_network
from tests.test_client import a_client

__all__ = ["app", "program", "town"]


def test_a_folder_gives_all_its_tables(town: App) -> None:
    came_back(town, "ana2", of="ana")
    found(town, a_network("n1", "ana", "ben"))
    with open_tables(town.config.home) as tables:
        assert {name: tables.table(name).columns for name in tables.names()}["cases"] == tables.cases().columns
        assert tables.events().height > 0
        assert tables.accounts().height > 0
        assert tables.decisions().height > 0
        assert (tables.networks().height, tables.members().height) == (1, 2)
        assert tables.ties().columns[0] == "network"
        assert tables.operators()["earlier"].to_list() == ["ana"]
        assert tables.effect().height == 0


def test_a_service_gives_the_same_rows(program: Program, town: App, tmp_path: Path) -> None:
    came_back(town, "ana2", of="ana")
    with a_client(program, "reviewer") as client, open_tables(town.config.home) as here:
        there = TablesOfService(client, tmp_path)
        for name in there.names():
            assert there.table(name).equals(here.table(name)), name
        at = here.events()["at"].min()
        assert there.events(since=at).equals(here.events(since=at))
        assert there.events(until=at).height == 0


def test_a_time_without_a_zone_is_in_utc(town: App) -> None:
    with open_tables(town.config.home) as tables:
        at = tables.events()["at"].max()
        assert isinstance(at, datetime)
        assert tables.events(since=at.replace(tzinfo=None)).equals(tables.events(since=at))


def test_questions_in_sql_join_tables(town: App) -> None:
    with open_tables(town.config.home) as tables:
        found = tables.sql(
            "SELECT d.verdict, count(*) AS posts FROM posts p JOIN decisions d USING (account) GROUP BY d.verdict"
        )
        assert found["verdict"].to_list() == ["violating"]
        assert found["posts"][0] > 0
        with pytest.raises(Invalid, match="cannot be answered"):
            tables.sql("SELECT nothing FROM posts")
        with pytest.raises(Invalid, match="secrets"):
            tables.sql("SELECT * FROM secrets")
        for query in ("", "-- posts"):
            with pytest.raises(Invalid, match="ask with SELECT"):
                tables.sql(query)


def test_a_key_reaches_what_its_scopes_say(program: Program, app: App, tmp_path: Path) -> None:
    with a_client(program, "auditor") as client:
        there = TablesOfService(client, tmp_path)
        assert "posts" not in there.names()
        with pytest.raises(Refused):
            there.events()


def test_an_explanation_names_bits_and_is_drawn_without_running_what_others_wrote(app: App) -> None:
    came_back(app, "ana2", of="ana")
    with open_tables(app.config.home) as tables:
        why = tables.explain("harbour", "ana2")
        none = tables.explain("harbour", "<b>")

    assert "bits" in str(why)
    assert "<table>" in why._repr_html_()
    assert "<b>" not in none._repr_html_()
    assert str(none) == "harbour / <b>: no case"

"""Programs read tables as far as their scopes reach, and the log keeps what they asked for."""

import io

import polars as pl

from cautery.app import App
from cautery.pipeline.installation.verify_log import latest_entries
from tests.api.conftest import Program
from tests.returned import came_back


def test_a_table_comes_in_the_form_that_was_asked_for(program: Program, app: App) -> None:
    came_back(app, "ana2", of="ana")
    client = program("reviewer")
    parquet = client.get("/tables/cases")
    rows = client.get("/tables/cases", params={"form": "ndjson"})

    assert pl.read_parquet(io.BytesIO(parquet.content))["account"].to_list() == ["ana2"]
    assert rows.headers["content-type"] == "application/x-ndjson"
    assert '"ana2"' in rows.text


def test_the_list_holds_what_the_key_may_read(program: Program) -> None:
    client = program("auditor")
    names = {one["name"] for one in client.get("/tables").json()["tables"]}

    assert "cases" in names
    assert "posts" not in names
    assert client.get("/tables/posts").status_code == 403


def test_what_cannot_be_asked_is_said(program: Program) -> None:
    client = program("reviewer")

    assert client.get("/tables/secrets").status_code == 404
    assert client.get("/tables/cases", params={"form": "xml"}).status_code == 422
    assert client.get("/tables/posts", params={"since": "yesterday"}).status_code == 422


def test_each_download_stands_in_the_log(program: Program, app: App) -> None:
    program("reviewer").get("/tables/decisions", params={"form": "csv", "since": "2026-01-01"})
    entry = latest_entries(app, most=1)[0]

    assert (entry["what"], entry["by"], entry["table"]) == ("download", "ada", "decisions")

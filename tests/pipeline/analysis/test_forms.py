"""The rows are the same in each form, and hostile texts stay texts."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from cautery.pipeline.analysis.forms import MEDIA_TYPE_OF, TableForm, write_form

AT = datetime(2026, 1, 1, 12, tzinfo=UTC)
TEXTS = ["lamps", '=1+1, "quoted"\nline', "مصباح", ""]
FRAME = pl.DataFrame(
    {
        "at": [AT] * 4,
        "text": TEXTS,
        "links": [["https://a.example/x", 'b"}'], [], None, ["c"]],
        "traits": [[{"name": "device", "value": "d"}], [], [], None],
    },
    schema_overrides={"at": pl.Datetime("us", "UTC")},
)


def read(path: Path, form: TableForm) -> list[str]:
    if form == "csv":
        with path.open(newline="") as file:
            return [row["text"] for row in csv.DictReader(file)]
    if form == "ndjson":
        return [json.loads(line)["text"] for line in path.read_text().splitlines()]
    return (pl.read_parquet(path) if form == "parquet" else pl.read_ipc_stream(path))["text"].to_list()


@pytest.mark.parametrize("form", sorted(MEDIA_TYPE_OF))
def test_each_form_has_the_same_rows(form: TableForm, tmp_path: Path) -> None:
    write_form(FRAME.lazy(), tmp_path / "table", form)

    assert read(tmp_path / "table", form) == TEXTS
    assert [path.name for path in tmp_path.iterdir()] == ["table"]


def test_in_csv_lists_stand_as_json_and_times_in_utc(tmp_path: Path) -> None:
    write_form(FRAME.lazy(), tmp_path / "table", "csv")
    with (tmp_path / "table").open(newline="") as file:
        first, second, *_ = csv.DictReader(file)

    assert json.loads(first["links"]) == ["https://a.example/x", 'b"}']
    assert json.loads(first["traits"]) == [{"name": "device", "value": "d"}]
    assert (second["links"], datetime.fromisoformat(first["at"])) == ("[]", AT)

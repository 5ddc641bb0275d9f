"""The page for analysts: its notebook runs as it stands, and its table of tables is that of the code."""

import re
from pathlib import Path

import pytest

from cautery.app import App
from cautery.pipeline.analysis.tables import TABLES
from tests.pipeline.conftest import app, town

__all__ = ["app", "town"]
PAGE = (Path(__file__).parents[2] / "docs/howto/analyse.md").read_text()


def test_the_notebook_runs(town: App, capsys: pytest.CaptureFixture[str]) -> None:
    [code] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(code.replace("/srv/cautery", str(town.config.home)), {})

    assert "violating" in capsys.readouterr().out


def test_each_table_stands_there_with_its_permission() -> None:
    told = {
        name: permission
        for names, permission in re.findall(r"^\| (`.*?) \| .* \| `(\w+)` \|$", PAGE, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", names)
    }

    assert told == {table.name: table.permission for table in TABLES.values()}

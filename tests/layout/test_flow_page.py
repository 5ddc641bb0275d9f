"""The page about the flow of an event names just the stages and jobs that there are, as they are."""

from collections.abc import Mapping
from pathlib import Path

from cautery.app import App
from cautery.settings.tables import Schedules
from cautery.worker.jobs import JOBS
from cautery.worker.stages import stages
from tests.pipeline.conftest import app

__all__ = ["app"]

PAGE = (Path(__file__).parents[2] / "docs/why/flow.md").read_text()


def rows(header: str) -> Mapping[str, list[str]]:
    """Read a table of the page: its first cells, without quotes, and the others."""
    table = PAGE.split(header)[1].split("\n\n")[0]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line[:3] == "| `"]
    return {first.strip("`"): rest for first, *rest in cells}


def test_the_table_of_stages_is_that_of_the_code(app: App) -> None:
    told = {
        name: (after.strip("`"), float((gathers.partition(" s")[0] if " s" in gathers else "") or 0), keeps == "yes")
        for name, (after, gathers, keeps, _) in rows("| stage | `after` |").items()
    }

    assert told == {stage.name: (stage.after, stage.every_s, stage.keeps_place) for stage in stages(app)}


def test_the_picture_names_each_stage(app: App) -> None:
    picture = " ".join(PAGE.split("```")[1].split())

    for stage in stages(app):
        assert all(word in picture for word in stage.name.split()), stage.name


def test_the_table_of_jobs_is_that_of_the_code() -> None:
    usual = {job: getattr(Schedules(), job).replace("every 1 hour", "every hour") for job in JOBS}

    assert {job: when for job, (when, _) in rows("| job | usual time").items()} == usual

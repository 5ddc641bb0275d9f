"""Stages are known by their names, and follow one another in their order."""

from pathlib import Path

from cautery.app import App
from cautery.kit.clock import WallClock
from cautery.pipeline.installation.install import install
from cautery.worker.stages import stages


def test_each_stage_has_a_name_of_its_own_and_stands_behind_those_that_it_comes_after(tmp_path: Path) -> None:
    app = App(install(tmp_path / "home", name="test.example"), clock=WallClock(), person="cautery")
    names = [stage.name for stage in stages(app)]

    assert len(set(names)) == len(names)
    for place, stage in enumerate(stages(app)):
        assert stage.after in ("", *names[:place])

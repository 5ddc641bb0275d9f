from importlib.resources import files

from cautery.store.version import SCHEMA


def test_the_version_is_that_of_the_newest_step() -> None:
    steps = sorted(
        path.name for path in files("cautery.store.migrations.versions").iterdir() if path.name.startswith("step_")
    )

    assert steps[-1].startswith(f"step_{SCHEMA}_")

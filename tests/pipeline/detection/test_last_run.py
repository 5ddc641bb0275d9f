"""What became of the last comparison is there for whoever asks, and replaces the one before."""

from cautery.app import App
from cautery.pipeline.detection.last_run import LastRun, last_run, save_last_run
from cautery.pipeline.installation.health_checks import health_checks


def told(app: App) -> tuple[bool, str]:
    [check] = [one for one in health_checks(app).checks if one.name == "newcomers"]
    return check.ok, check.says


def test_before_the_first_there_is_none_and_that_is_no_fault(app: App) -> None:
    assert last_run(app) is None
    assert told(app)[0]


def test_the_last_one_is_kept(app: App) -> None:
    for watched in (1, 2):
        looked = LastRun(at=app.clock.now(), watched=watched, named=7)
        save_last_run(app, looked)

    assert last_run(app) == looked
    assert "7 named, 2 watched" in told(app)[1]


def test_one_that_failed_is_told_by_the_health_page_with_what_to_do(app: App) -> None:
    save_last_run(app, LastRun(at=app.clock.now(), watched=0, named=0, problem="OSError: no space"))
    ok, says = told(app)

    assert not ok
    assert "no space" in says
    assert "cautery operators" in says

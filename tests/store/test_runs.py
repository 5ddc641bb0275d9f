"""When a job last ran, what came of it, and whether somebody wants it now."""

from cautery.store import runs
from cautery.store.database import Database
from cautery.store.runs import JobRun


def test_a_job_that_never_ran_has_nothing_but_its_name(either: Database) -> None:
    with either.reading() as connection:
        assert (runs.last(connection, "networks"), list(runs.every(connection))) == (JobRun(job="networks"), [])


def test_a_run_has_a_beginning_an_end_and_what_came_of_it(either: Database) -> None:
    with either.writing() as connection:
        runs.begin(connection, "networks", at_s=1.0)
        assert runs.last(connection, "networks") == JobRun(job="networks", started_at=1.0)
        runs.end(connection, "networks", at_s=4.0, says="2 networks")
        runs.begin(connection, "effect", at_s=5.0)
        runs.end(connection, "effect", at_s=6.0, problem="no events")

    with either.reading() as connection:
        assert list(runs.every(connection)) == [
            JobRun(job="effect", started_at=5.0, ended_at=6.0, problem="no events"),
            JobRun(job="networks", started_at=1.0, ended_at=4.0, says="2 networks"),
        ]


def test_what_somebody_asked_for_is_done_with_the_next_beginning(either: Database) -> None:
    with either.writing() as connection:
        runs.ask(connection, "networks", at_s=7.0)
        assert runs.last(connection, "networks").asked_at == 7.0
        runs.begin(connection, "networks", at_s=8.0)
        assert runs.last(connection, "networks").asked_at is None

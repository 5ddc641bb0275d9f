"""Days are read once, and again when they change; a look into the past counts no later day."""

from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from cautery.app import App
from cautery.model.event import AnyEvent
from cautery.pipeline.history.trait_counts import count_others
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.suspicion.operators.keys import key_of
from tests.world import NOON, person, post

DAY = timedelta(days=1)
PEOPLE = [person(name) for name in ("ana", "ben", "cyd")]
LAMP = np.array([key_of("hashtags", "lamp")], dtype=np.int64)


def hear(app: App, events: Sequence[AnyEvent]) -> None:
    with Ingestion(app) as door:
        door.accept(events)
        door.catch_up()


def lamps(app: App, *, until: int | None = None, but: str = "") -> int:
    """Count who said #lamp."""
    others = [one for one in PEOPLE if one.id != but]
    return int(count_others(app, LAMP, others, at=None if until is None else NOON + until * DAY).users[0])


def days_kept(app: App) -> dict[str, int]:
    """Say when each day was written."""
    return {str(path): path.stat().st_mtime_ns for path in app.config.traces.rglob("*.parquet")}


def test_who_has_what_is_counted_whenever_they_had_it(app: App) -> None:
    hear(app, [post("ana", "a #lamp"), post("ben", "a #lamp again", at=NOON + 2 * DAY), post("cyd", "a mill")])

    assert lamps(app) == 2
    assert lamps(app, but="ana") == 1


def test_a_look_into_the_past_counts_no_later_day_and_spoils_no_later_look(app: App) -> None:
    hear(
        app,
        [post("ana", "a #lamp"), post("ben", "a #lamp", at=NOON + 2 * DAY), post("cyd", "a #lamp", at=NOON + 3 * DAY)],
    )

    assert [lamps(app, until=days) for days in (0, 1, 2, 3)] == [1, 1, 2, 3]
    assert lamps(app) == 3


def test_a_day_that_did_not_change_is_not_read_again(app: App) -> None:
    hear(app, [post("ana", "a #lamp"), post("ben", "a mill", at=NOON + 2 * DAY)])
    lamps(app)
    before = days_kept(app)
    hear(app, [post("cyd", "a #lamp", at=NOON + 2 * DAY + timedelta(hours=1))])

    assert lamps(app) == 2
    same = {path for path, at in days_kept(app).items() if before.get(path) == at}
    assert {path.split("day=")[1][:10] for path in same} == {f"{NOON:%Y-%m-%d}"}


def test_before_anything_happened_nobody_has_anything(app: App) -> None:
    hear(app, [post("ana", "a #lamp")])

    assert lamps(app, until=-5) == 0

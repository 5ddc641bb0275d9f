"""Rebuilding: history is computed again from the journal, and the state of stages from there, while nothing is served."""

import shutil
from dataclasses import dataclass

from cautery.app import App
from cautery.pipeline.history.healing import begin_anew
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.store import parts, places
from cautery.worker.alone import serving_alone
from cautery.worker.stages import follow_all, stages


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What was computed again."""

    days: int
    rows: int


def rebuild(app: App, *, history: bool, detection: bool) -> Rebuilt:
    """Compute again what is asked for; refused (Conflict) while the home is served, which then does it by itself."""
    with serving_alone(app.config):
        if detection:
            _forget_derived(app)
        if history:
            shutil.rmtree(app.config.lake, ignore_errors=True)
            begin_anew(app)
        with Ingestion(app) as door:
            door.catch_up()
            follow_all(app)
    with app.reading() as connection:
        present = parts.present(connection)
    return Rebuilt(days=len({part.day for part in present}), rows=sum(part.rows for part in present))


def _forget_derived(app: App) -> None:
    for stage in stages(app):
        if stage.derived:
            stage.forget()
            with app.noting() as connection:
                places.forget(connection, stage.name)

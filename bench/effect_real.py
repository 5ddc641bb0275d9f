"""Whether the published shapes come out of real lives: the accounts of `returns_en`, from their first to their last post."""

import tempfile
from pathlib import Path

from bench.report import DATA, rounded
from cautery.app import App
from cautery.effect.figure import Figure
from cautery.effect.survival import survival
from cautery.kit.clock import WallClock
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.effect.measure import see
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install

FIGURES = ("gone_24h_from_creation", "gone_48h_from_creation", "gone_7d_from_creation", "gone_50d_from_creation")


def real_lives() -> dict[str, object]:
    """Give shares gone and the median, with intervals; nothing where the research data are not there."""
    folder = DATA / "returns_en"
    if not folder.is_dir():
        return {}
    with tempfile.TemporaryDirectory() as home:
        app = App(install(Path(home) / "home", name="bench.example"), clock=WallClock(), person="local:bench")
        with Ingestion(app) as door:
            door.read_files([folder / "events.ndjson.gz"], format_name=None, progress=lambda *_: None)
        label(app, folder / "labels.csv")
        measure = survival(see(app))
        app.close()
    told = {name: _told(measure.figure(name)) for name in FIGURES}
    return {"returns_en": told | {"median_hours": _told(measure.figure("median_from_creation"))}}


def _told(figure: Figure) -> list[float | None]:
    return [None if one is None else rounded(one) for one in (figure.value, figure.low, figure.high)]

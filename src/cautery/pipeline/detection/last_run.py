"""What became of the last comparison of newcomers, for whoever asks whether the installation is sound. Loads nothing heavy."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from cautery.app import App
from cautery.kit.canonical import canonical_json
from cautery.kit.files import replace_file


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRun:
    """What became of the last comparison."""

    at: datetime
    watched: int
    """Newcomers that are still watched."""
    named: int
    """Since the process began."""
    problem: str = ""
    """Why nobody was compared; '' when all went well."""


def save_last_run(app: App, looked: LastRun) -> None:
    """Keep what became of a comparison in the place of the one before."""
    app.config.engine.mkdir(parents=True, exist_ok=True)
    replace_file(app.config.watch, canonical_json(looked))


def last_run(app: App) -> LastRun | None:
    """Tell what became of the last comparison; None when there was none."""
    try:
        return msgspec.json.decode(app.config.watch.read_bytes(), type=LastRun)
    except FileNotFoundError:
        return None

"""What takes how much of the disk, and when it will be full at the pace of the events that are there."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from cautery.app import App
from cautery.store import parts

LEAST_DAYS = 7
"""Days of events from which on a pace is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskUse:
    """Bytes by kind."""

    used: Mapping[str, int]
    free: int
    full_on: date | None
    """None where the pace is not known yet, or it takes more than ten years."""

    @property
    def says(self) -> str:
        """Say it in a sentence."""
        listed = ", ".join(f"{kind} {size / 1e9:.1f}" for kind, size in self.used.items() if size > 5e7)
        full = f"; full on {self.full_on} at the present pace" if self.full_on else ""
        return f"{self.free / 1e9:.0f} GB free{f'; in GB: {listed}' if listed else ''}{full}"


def disk_use(app: App) -> DiskUse:
    """Measure the installation's folder."""
    home = app.config.home
    used = {
        "journal": _size(app.config.journal),
        "history": _size(app.config.lake),
        "indexes": _size(app.config.engine) - _size(app.config.lake),
        "database": sum(path.stat().st_blocks * 512 for path in home.glob("cautery.db*")),
        "rejects": _size(app.config.rejects),
    }
    free = shutil.disk_usage(home).free
    return DiskUse(used=used, free=free, full_on=_full_on(app, sum(used.values()), free))


def _full_on(app: App, used: int, free: int) -> date | None:
    with app.reading() as connection:
        days = sorted({part.day for part in parts.present(connection)})
    if not days or (span := (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days) < LEAST_DAYS:
        return None
    left = free / (used / span)
    return (app.wall.now() + timedelta(days=left)).date() if left < 3650 else None


def _size(folder: Path) -> int:
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())

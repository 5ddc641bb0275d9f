"""Wiring: opens an installation's parts when they are first asked for. Knows everything, decides nothing."""

import getpass
from dataclasses import dataclass
from pathlib import Path

from cautery.config import Config, read_config
from cautery.kit.clock import Clock, WallClock


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """One opened installation, and who is at the keys."""

    config: Config
    clock: Clock
    person: str


def open_app(home: Path) -> App:
    """Open the installation in a folder, acting as the user of the system."""
    return App(config=read_config(home), clock=WallClock(), person=local_person())


def local_person() -> str:
    """Name whoever types, as every log entry will show them."""
    return f"local:{getpass.getuser()}"

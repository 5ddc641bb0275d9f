"""What is damaged of history is computed again from the journal: just the parts concerned, or all where most are gone."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from cautery.app import App
from cautery.engine.parts import problem_of, write_part
from cautery.events.history import events_in
from cautery.model.event import AnyEvent
from cautery.store import parts, places
from cautery.store.journal import START, Journal
from cautery.store.parts import HistoryPart

NAME = "history"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A part that is not as the manifest says, and how."""

    part: HistoryPart
    says: str


def damages(app: App, *, whole: bool = False) -> Sequence[Damage]:
    """Compare all parts with the manifest.

    Args:
        whole: whether their bytes are read too; else only whether they are there in their size.
    """
    with app.reading() as connection:
        present = parts.present(connection)
    found = ((part, problem_of(app.config.lake, part, whole=whole)) for part in present)
    return [Damage(part=part, says=says) for part, says in found if says]


def heal(app: App, *, whole: bool = False) -> int:
    """Compute again what is damaged; gives how many parts that were. Only who holds the journal may ask for it."""
    found = damages(app, whole=whole)
    with app.reading() as connection:
        present = len(parts.present(connection))
    if found and 2 * len(found) >= present:
        log.warning("Most of history is gone: it is computed again from the journal.")
        begin_anew(app)
    else:
        for damage in found:
            log.warning("A part of history is computed again: '%s': %s", damage.part.name, damage.says)
            _again(app, damage.part)
    _mark(app.config.lake)
    return len(found)


def check_whole(app: App) -> str:
    """Read every part and the whole journal, and compute again what is damaged; says what was found. A job's turn."""
    events = sum(frame.count for frame in Journal(app.config.journal).read())
    healed = heal(app, whole=True)
    return f"{events:,} events in the journal; {healed:,} parts of history computed again"


def begin_anew(app: App) -> None:
    """Forget history; the stage that keeps it computes all of it again."""
    with app.noting() as connection:
        at_s = app.wall.now().timestamp()
        parts.begin_anew(connection, at_s=at_s)
        places.move(connection, NAME, START, at_s=at_s)


def is_there(app: App) -> bool:
    """Tell, at the cost of one look, whether the folder of history was deleted since it was last healed."""
    return _sign(app.config.lake).exists()


def _again(app: App, part: HistoryPart) -> None:
    events: list[AnyEvent] = []
    for frame in Journal(app.config.journal).read(part.since):
        if frame.after > part.until:
            break
        events += [event for event in events_in(frame) if _day(event) == part.day]
    made = write_part(app.config.lake, events, instead_of=part)
    with app.noting() as connection:
        at_s = app.wall.now().timestamp()
        parts.change(connection, added=[made] if made else [], dropped=[part.name], at_s=at_s)


def _day(event: AnyEvent) -> str:
    """Give the day in whose part history keeps an event: by the platform's time and not by what its author claims."""
    return f"{event.taken_at.astimezone(UTC):%Y-%m-%d}"


def _sign(folder: Path) -> Path:
    return folder / "whole"


def _mark(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sign(folder).touch()

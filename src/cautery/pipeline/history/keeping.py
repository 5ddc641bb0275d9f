"""The stage that keeps history: each batch becomes parts; the manifest names them and its place moves in one transaction."""

import time
from collections import Counter

from cautery.app import App
from cautery.engine.now import after
from cautery.engine.parts import strangers, write_parts
from cautery.errors import Temporary
from cautery.events.stage import EventBatch, Stage
from cautery.kit.counts import COUNTS, EVENTS
from cautery.pipeline.history.healing import heal, is_there
from cautery.store import parts, places
from cautery.store.journal import JournalPlace

NAME = "history"
CHECKED_EVERY_S = 3600.0
STRANGE_S = 600.0
"""How old a file is that no manifest names before it is cleared away: a younger one may be about to be named."""


class HistoryStage(Stage):
    """Writes what happened into Parquet, each event exactly once."""

    name = NAME
    most_events = 50_000
    every_s = 2.0
    keeps_place = True

    def __init__(self, app: App) -> None:
        self._app, self._whole, self._checked_at = app, False, 0.0

    def follow(self, batch: EventBatch) -> None:
        """Write a batch's parts, then name them."""
        made = write_parts(self._app.config.lake, batch.events, since=batch.since, until=batch.until)
        at_s = self._app.wall.now().timestamp()
        with self._app.noting() as connection:
            if places.place_of(connection, NAME) != batch.since:
                raise Temporary(
                    "Somebody else has added to history; it is read on from where they came.", retry_after_s=0.1
                )
            before = parts.state(connection)
            now = after(before.latest, before.claims, batch.events)
            parts.change(connection, added=made, at_s=at_s, now=now)
            places.move(connection, NAME, batch.until, at_s=at_s)
        kinds = Counter((event.platform, str(event.__struct_config__.tag)) for event in batch.events)
        for (platform, kind), many in kinds.items():
            COUNTS.add(EVENTS, many, platform=platform, type=kind)

    def resume(self, place: JournalPlace) -> JournalPlace:
        """Clear away what a crash left, and compute again what is gone or damaged."""
        lake = self._app.config.lake
        with self._app.reading() as connection:
            known = parts.names(connection)
        for path in strangers(lake, known, older_than_s=STRANGE_S):
            path.unlink(missing_ok=True)
        self._checked_at = time.monotonic()
        heal(self._app)
        with self._app.reading() as connection:
            self._whole = False
            return places.place_of(connection, NAME)

    def idle(self) -> bool:
        """Say that history is whole; begin again where its folder is gone, and look at all parts once an hour."""
        if not is_there(self._app) or time.monotonic() - self._checked_at > CHECKED_EVERY_S:
            return True
        if not self._whole:
            with self._app.noting() as connection:
                parts.is_whole(connection)
            self._whole = True
        return False

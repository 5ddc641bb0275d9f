"""Give an installation's history."""

from cautery.app import App
from cautery.engine.holds import VersionHold
from cautery.engine.lake import Lake
from cautery.errors import Temporary
from cautery.pipeline.history.healing import NAME
from cautery.store import parts, places
from cautery.store.journal import JournalPlace
from cautery.store.parts import HistoryState


def lake_of(app: App) -> Lake:
    """Give an installation's history as it is now; it does not change while this is held.

    Refused (Temporary) while it is computed again from the beginning: nobody is judged on half of it.
    """
    with app.reading() as connection:
        version = parts.state(connection).version
    hold = VersionHold(
        app.config.lake, version
    )  # before the parts are listed: nothing that they name goes from here on
    with app.reading() as connection:
        state, present = parts.state(connection), parts.present(connection)
        reached = places.place_of(connection, NAME)
    _refuse_unless_whole(state)
    return Lake(app.config.lake, present, state=state, reached=reached, hold=hold)


def history_reached(app: App) -> JournalPlace:
    """Say up to which place in the journal history goes; refused (Temporary) while it is computed again."""
    with app.reading() as connection:
        _refuse_unless_whole(parts.state(connection))
        return places.place_of(connection, NAME)


def _refuse_unless_whole(state: HistoryState) -> None:
    if not state.whole:
        raise Temporary(
            "History is being computed again from the journal; ask again when it is done (cautery doctor says how far it "
            "is). Where nothing is served, do it now with: cautery rebuild history"
        )

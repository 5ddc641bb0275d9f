"""Live: whether anything changed since somebody looked, for pages that stay open."""

from cautery.app import App
from cautery.model.case import CaseId
from cautery.store import pulse


def pulse_of(app: App) -> str:
    """Name the state of everything."""
    with app.reading() as connection:
        return pulse.pulse(connection)


def state_of(app: App, case: CaseId) -> str:
    """Name the state of one case: how often it was decided, and who looks at it."""
    with app.reading() as connection:
        return pulse.state_of(connection, case, at=app.wall.now())

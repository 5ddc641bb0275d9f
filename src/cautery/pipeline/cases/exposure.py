"""Count how much harmful content a reviewer has looked at."""

from cautery.app import App
from cautery.cases.exposure import DAY, Exposure, exposure
from cautery.model.case import CaseId
from cautery.store import exposures


def count_exposure(app: App, case: CaseId, *, items: int) -> None:
    """Count that somebody looks at what a case shows, once a case and hour."""
    at = app.wall.now()
    with app.noting() as connection:
        exposures.add(connection, app.person, case, items=items, at=at)


def my_exposure(app: App) -> Exposure:
    """Say how much whoever is at the keys has looked at."""
    at = app.wall.now()
    with app.reading() as connection:
        return exposure(exposures.times(connection, app.person, since=at - DAY), at=at)

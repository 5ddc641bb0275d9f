"""Lease a case to one reviewer at a time."""

from datetime import datetime

from cautery.app import App
from cautery.cases.exposure import DAY, exposure
from cautery.errors import Conflict
from cautery.model.case import CaseId
from cautery.model.person import PersonId
from cautery.pipeline.cases import golden_set as gold
from cautery.pipeline.cases.review_queue import SOON
from cautery.store import exposures, leases, people, waiting
from cautery.store.waiting import QueueFilter


def take(app: App, case: CaseId) -> datetime:
    """Take a case for a while; gives until when. Refuse what somebody else holds, and what waits no more."""
    at = app.wall.now()
    with app.noting() as connection:
        if not waiting.waits(connection, [case]) and not gold.is_open(connection, case, app.person):
            raise Conflict(f"Case {case} does not wait any more: it was decided, or there is none of that name.")
        return leases.take(connection, case, person=app.person, at=at)


def take_next(app: App, choice: QueueFilter) -> CaseId | None:
    """Take the first case that is free; None when there is none, or when it is time for a rest and nothing is urgent."""
    at = app.wall.now()
    with app.noting() as connection:
        rests = exposure(exposures.times(connection, app.person, since=at - DAY), at=at).rest_until is not None
        urgent = QueueFilter(
            platform=choice.platform,
            origin=choice.origin,
            languages=choice.languages,
            due_before=app.clock.now() + SOON,
        )
        who = people.get(connection, PersonId(app.person))
        asked, roles = urgent if rests else choice, who.roles if who else ()
        case = waiting.first_free(connection, asked, person=app.person, at=at, roles=roles)
        if case is not None:
            pressing = rests or waiting.presses(connection, case, before=app.clock.now() + SOON)
            case = (None if pressing else gold.pull_instead(connection, app, case, choice)) or case
            leases.take(connection, case, person=app.person, at=at)
        return case


def find_free(app: App, choice: QueueFilter) -> CaseId | None:
    """Say which case is the first that is free, and take nothing."""
    with app.reading() as connection:
        return waiting.first_free(connection, choice, person=app.person, at=app.wall.now())


def skip(app: App, case: CaseId) -> None:
    """Pass a case over; somebody else gets it. Nobody counts it."""
    with app.noting() as connection:
        leases.skip(connection, case, person=app.person, at=app.wall.now())


def give_back(app: App, case: CaseId) -> None:
    """Give a case back."""
    with app.noting() as connection:
        leases.give_back(connection, case, person=app.person)

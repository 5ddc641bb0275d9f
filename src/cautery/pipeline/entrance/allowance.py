"""Allowance: what may be done so often and no more is counted before it is done, in the store, whichever process does it."""

from collections.abc import Sequence
from datetime import timedelta

from cautery.access.throttle import REMEMBERED, AttemptCounter, wait_s
from cautery.app import App
from cautery.errors import RateLimited
from cautery.kit.addresses import network_of
from cautery.store import answers, entrance
from cautery.store.database import ReadConnection


def count_try(app: App, counters: Sequence[AttemptCounter]) -> Sequence[int]:
    """Count a try under each counter, or refuse it (TooOften) uncounted; gives what takes it back."""
    with app.reading() as connection:
        _refuse(app, connection, counters)  # whoever must wait costs no write
    with app.noting() as connection:
        _refuse(app, connection, counters)
        return [entrance.count_try(connection, counter.name, app.wall.now()) for counter in counters]


def take_back(app: App, tried: Sequence[int]) -> None:
    """Take a try back: it was no failure."""
    with app.noting() as connection:
        entrance.uncount(connection, tried)


def use(app: App, what: str, *, address: str, most: int, within: timedelta) -> Sequence[int]:
    """Count a use from one household, or refuse it (TooOften) when there were too many; gives what takes it back."""
    counted = f"{what} from {network_of(address)}"
    with app.reading() as connection:
        _refuse_more(app, connection, counted, most=most, within=within)
    with app.noting() as connection:
        _refuse_more(app, connection, counted, most=most, within=within)
        return [entrance.count_try(connection, counted, app.wall.now())]


def is_crowded(app: App, what: str, *, most: int, within: timedelta) -> bool:
    """Count a use by everybody together, and say whether there are more than so many."""
    counted, at = f"{what} by everybody", app.wall.now()
    with app.noting() as connection:
        entrance.count_try(connection, counted, at)
        return len(entrance.failures(connection, counted, since=at - within)) > most


def drop_what_is_over(app: App) -> int:
    """Drop links, counts and kept answers whose time is over; returns how many answers."""
    with app.noting() as connection:
        entrance.drop_what_is_over(connection, app.wall.now())
        return answers.drop_what_is_over(connection, app.wall.now())


def _refuse(app: App, connection: ReadConnection, counters: Sequence[AttemptCounter]) -> None:
    at = app.wall.now()
    waits = [
        wait_s(entrance.failures(connection, counter.name, since=at - REMEMBERED), at=at, free=counter.free)
        for counter in counters
    ]
    if (wait := max(waits)) > 0:
        raise RateLimited(f"Too many failures; try again in {wait:.0f} seconds.", retry_after_s=wait)


def _refuse_more(app: App, connection: ReadConnection, counted: str, *, most: int, within: timedelta) -> None:
    at = app.wall.now()
    seen = entrance.failures(connection, counted, since=at - within)
    if len(seen) >= most:
        after = (seen[0] + within - at).total_seconds()
        raise RateLimited("That is more than one person can mean; try again later.", retry_after_s=max(1.0, after))

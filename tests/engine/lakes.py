"""History as tests make it: parts written one batch after another, and the manifest in a list."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cautery.engine.lake import Lake
from cautery.engine.parts import write_parts
from cautery.model.account import AccountId, Platform
from cautery.model.event import FollowCreated
from cautery.store.journal import JournalPlace
from cautery.store.parts import HistoryPart

MIDNIGHT = datetime(2020, 1, 1, tzinfo=UTC)


def a_follow(number: int, days: int = 0, account: str = "") -> FollowCreated:
    """Somebody follows somebody, some minutes after midnight."""
    at = MIDNIGHT + timedelta(days=days, minutes=number)
    who, whom = AccountId(account or f"a{number}"), AccountId("b")
    return FollowCreated(id=f"e{number}", at=at, platform=Platform("harbour"), account=who, target=whom)


def place(number: int) -> JournalPlace:
    """The place before a batch."""
    return JournalPlace(segment=1, byte=100 * number)


def filled(folder: Path, batches: int, days: int = 1) -> list[HistoryPart]:
    """Add events one batch after another, spread over days."""
    parts: list[HistoryPart] = []
    for number in range(batches):
        event = a_follow(number, days=number % days)
        parts += write_parts(folder, [event], since=place(number), until=place(number + 1))
    return parts


def ids_in(folder: Path, parts: Sequence[HistoryPart]) -> list[str]:
    """The events of some parts, as a reader finds them."""
    ids: list[str] = Lake(folder, parts).scan("follows").select("id").sort("id").collect()["id"].to_list()
    return ids

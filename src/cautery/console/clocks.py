"""How long there is left, as a person says it."""

from datetime import datetime, timedelta

SOON = timedelta(hours=1)
DAY, HOUR, MINUTE = 86400, 3600, 60


def left(due: datetime, at: datetime) -> str:
    """Say how long there is until something is due, or since when it is late."""
    away = span(abs(due - at))
    return f"{away} late" if due < at else f"in {away}"


def span(away: timedelta) -> str:
    """Say a span of time in its largest one or two units."""
    seconds = int(away.total_seconds())
    if seconds >= 2 * DAY:
        return f"{seconds // DAY} days"
    if seconds >= 3 * HOUR:
        return f"{seconds // HOUR} h"
    if seconds >= HOUR:
        return f"{seconds // HOUR} h {seconds % HOUR // MINUTE} min"
    return f"{seconds // MINUTE} min" if seconds >= MINUTE else f"{seconds} s"


def urgency(due: datetime, at: datetime) -> str:
    """Say whether something is 'late', 'soon' or 'calm'."""
    if due < at:
        return "late"
    return "soon" if due - at <= SOON else "calm"

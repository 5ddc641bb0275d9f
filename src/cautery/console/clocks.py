"""How long there is left, as a person says it."""

from datetime import datetime, timedelta

from cautery.translations.speech import _, ngettext

SOON = timedelta(hours=1)
DAY, HOUR, MINUTE = 86400, 3600, 60


def left(due: datetime, at: datetime) -> str:
    """Say how long there is until something is due, or since when it is late."""
    away = span(abs(due - at))
    return (_("{time} overdue") if due < at else _("in {time}")).format(time=away)


def span(away: timedelta) -> str:
    """Say a span of time in its largest one or two units."""
    seconds = int(away.total_seconds())
    if seconds >= 2 * DAY:
        return ngettext("{n} day", "{n} days", seconds // DAY).format(n=seconds // DAY)
    if seconds >= 3 * HOUR:
        return _("{hours} h").format(hours=seconds // HOUR)
    if seconds >= HOUR:
        return _("{hours} h {minutes} min").format(hours=seconds // HOUR, minutes=seconds % HOUR // MINUTE)
    return _("{n} min").format(n=seconds // MINUTE) if seconds >= MINUTE else _("{n} s").format(n=seconds)


def urgency(due: datetime, at: datetime) -> str:
    """Say whether something is 'late', 'soon' or 'calm'."""
    if due < at:
        return "late"
    return "soon" if due - at <= SOON else "calm"

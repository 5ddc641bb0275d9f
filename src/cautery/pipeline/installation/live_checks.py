"""Whether what goes on by itself does: stages, services, jobs, and whether history is what the journal says."""

from datetime import UTC, datetime

from cautery.app import App
from cautery.errors import Invalid
from cautery.pipeline.history.healing import damages
from cautery.store import failed_events, parts, places, runs, services
from cautery.store.journal import START, Journal

HISTORY = "history"


def journal_says(app: App, *, deep: bool) -> str:
    """Say how far history follows the journal.

    Args:
        deep: whether the whole journal is read: what is damaged is then found here, and not on the day it is needed.
    """
    journal = Journal(app.config.journal)
    with app.reading() as connection:
        place = places.place_of(connection, HISTORY)
        state = parts.state(connection)
        rows = sum(part.rows for part in parts.present(connection))
    if not journal.holds(place):
        raise Invalid(
            "history holds events that the journal does not: it was put back from an older backup; put the newer one back, "
            "or run: cautery rebuild history"
        )
    events = _count(app, journal, rows) if deep else rows
    waiting = journal.behind(place)
    if not state.whole:
        raise Invalid(
            f"history is being computed again: {events:,} events so far, {waiting:,} bytes of the journal to go"
        )
    return f"{events:,} events, {'all of them in history' if waiting == 0 else f'{waiting:,} bytes not yet in history'}"


def history_says(app: App, *, deep: bool) -> str:
    """Say whether each part of history is as the manifest has it."""
    found = damages(app, whole=deep)
    if found:
        raise Invalid(
            f"{len(found):,} parts are damaged ('{found[0].part.name}': {found[0].says}); the service computes them again, or "
            f"run: cautery rebuild history"
        )
    with app.reading() as connection:
        present = parts.present(connection)
    return f"{len(present):,} parts, {sum(part.bytes for part in present):,} bytes, as they should be"


def services_say(app: App) -> str:
    """Say whether each service of the process that serves is well."""
    with app.reading() as connection:
        known = services.every(connection)
    if bad := [one for one in known if one.problem]:
        since = datetime.fromtimestamp(bad[0].failed_at or 0.0, UTC)
        raise Invalid(
            f"'{bad[0].name}' fails since {since:%Y-%m-%d %H:%M} UTC ({bad[0].problem}); it is tried again by itself"
        )
    newest = max((one.ok_at or 0.0 for one in known), default=0.0)
    if not known:
        return "never served yet"
    return f"{len(known)} services, last well at {datetime.fromtimestamp(newest, UTC):%Y-%m-%d %H:%M} UTC"


def jobs_say(app: App) -> str:
    """Say how the last run of each job ended."""
    with app.reading() as connection:
        known = runs.every(connection)
    if bad := [one for one in known if one.problem]:
        raise Invalid(f"'{bad[0].job}' failed ({bad[0].problem}); try it again with: cautery jobs run '{bad[0].job}'")
    return ", ".join(f"{run.job} {_ended(run)}" for run in known) or "none has run yet"


def given_up(app: App) -> str:
    """Say how many events stages gave up; '' where none did."""
    with app.reading() as connection:
        counted = failed_events.how_many(connection)
    if not counted:
        return ""
    return (
        f"{sum(counted.values()):,} events were given up by: {', '.join(counted)}; see them with: cautery jobs failed"
    )


def _ended(run: runs.JobRun) -> str:
    if run.ended_at is None or run.started_at is None:
        return "runs now" if run.started_at else "is asked for"
    return f"at {datetime.fromtimestamp(run.ended_at, UTC):%Y-%m-%d %H:%M} in {run.ended_at - run.started_at:,.0f} s"


def _count(app: App, journal: Journal, rows: int) -> int:
    """Count the journal's events; refuse where history holds other than as many of them as it has followed."""
    with app.reading() as connection:
        place = places.place_of(connection, HISTORY)
    followed = total = 0
    for frame in journal.read(START):
        total += frame.count
        followed += frame.count if frame.after <= place else 0
    if followed != rows:
        raise Invalid(f"history holds {rows:,} events of {followed:,}; compute it again with: cautery rebuild history")
    return total

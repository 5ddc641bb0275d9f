"""How each source is: noted as it is read, told on Health and by `cautery doctor`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cautery.app import App
from cautery.errors import Invalid
from cautery.model.event import AnyEvent
from cautery.model.intake import Gap, SourceState, UnreadableItem
from cautery.pipeline.ingestion.quarantine import keep_apart
from cautery.store import quarantine, sources

NOTED_EVERY = timedelta(minutes=1)
"""How often is noted that a source was asked where there is nothing else to note: a commit every two seconds helps nobody."""
SILENT_S = 3600.0
"""No source is called silent sooner, however busy it was."""
LEAST_ITEMS = 50
"""Items after which its pauses say what is usual."""
TIMES_LONGER = 2.0
_MOST_NAMED = 5
_MOST_NAMES = 100
"""Names of fields that are kept of one source: a stranger may make up any number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTurn:
    """What one turn of reading a source brought."""

    events: Sequence[AnyEvent] = ()
    unread: Sequence[UnreadableItem] = ()
    gaps: Sequence[Gap] = ()
    problem: str = ""
    unknown: Mapping[str, int] | None = None


def note(app: App, source: str, told: SourceTurn) -> None:
    """Note what a turn brought, and keep what could not be read; when this returns, both survive `kill -9`."""
    now = app.wall.now()
    with app.reading() as connection:
        before = sources.state_of(connection, source)
    if not _is_news(before, told, now):
        return
    with app.noting() as connection:
        new = keep_apart(connection, source, told.unread, app) if told.unread else 0
        sources.add_gaps(connection, source, told.gaps, at=now)
        sources.put(connection, _after(sources.state_of(connection, source), told, now, new))


def states(app: App) -> tuple[SourceState, ...]:
    """Say how all sources are."""
    with app.reading() as connection:
        return sources.every(connection)


def not_seen(app: App) -> tuple[tuple[str, Gap], ...]:
    """List the times of which a source had nothing: what happened then is in no figure."""
    with app.reading() as connection:
        return sources.gaps_of(connection)


def says(app: App, source: str) -> str:
    """Say how a source is, in a sentence; Invalid where something is wrong with it."""
    with app.reading() as connection:
        state, waiting = sources.state_of(connection, source), quarantine.counts(connection).get(source, 0)
        gaps = sources.gaps_of(connection, source=source)
    if state.asked_at is None:
        return "nothing was read from it yet"
    said = [f"last item {_when(state.item_at)}", f"read up to {_when(state.reached)}"]
    said += [f"{waiting:,} items could not be read: cautery quarantine list"] if waiting else []
    said += [f"not seen from {_when(gap.since)} to {_when(gap.until)}: {gap.reason}" for _, gap in gaps[-3:]]
    said += [f"dropped fields that the contract does not have: {_named(state.unknown)}"] if state.unknown else []
    if wrong := _wrong(state, app.wall.now()):
        raise Invalid("; ".join([wrong, *said]))
    return "; ".join(said)


def _wrong(state: SourceState, now: datetime) -> str:
    if state.problem and state.problem_at is not None and (state.item_at is None or state.problem_at >= state.item_at):
        return f"since {_when(state.problem_at)}: {state.problem}"
    if state.item_at is None or state.items < LEAST_ITEMS:
        return ""
    silent_s = (now - state.item_at).total_seconds()
    if silent_s > max(SILENT_S, TIMES_LONGER * state.longest_silence_s):
        return f"silent for {silent_s / 3600:.0f} hours, longer than ever before; look whether it still sends"
    return ""


def _is_news(state: SourceState, told: SourceTurn, now: datetime) -> bool:
    if told.events or told.unread or told.gaps or told.unknown or told.problem != state.problem:
        return True
    return state.asked_at is None or now - state.asked_at >= NOTED_EVERY


def _after(state: SourceState, told: SourceTurn, now: datetime, new: int) -> SourceState:
    state = replace(state, asked_at=now, unread=state.unread + new)
    if told.events:
        reached = max(event.taken_at for event in told.events)
        state = sources.with_items(state, at=now, items=len(told.events), reached=reached)
    if told.problem:
        state = replace(state, problem=told.problem, problem_at=now)
    elif state.problem:
        state = replace(state, problem="", problem_at=None)
    for name, count in (told.unknown or {}).items():
        if name in state.unknown or len(state.unknown) < _MOST_NAMES:
            state.unknown[name] = state.unknown.get(name, 0) + count
    return state


def _named(unknown: Mapping[str, int]) -> str:
    """Name the fields that came most often."""
    ordered = sorted(unknown.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"'{name}' ({count:,} times)" for name, count in ordered[:_MOST_NAMED])


def _when(at: datetime | None) -> str:
    return "nobody knows when" if at is None else f"{at:%Y-%m-%d %H:%M} UTC"

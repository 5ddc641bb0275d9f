"""Figures of an installation for monitoring, looked up when they are asked for. None of them names a person or an account."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cautery.app import App
from cautery.store import figures, places, runs, services
from cautery.store.database import ReadConnection
from cautery.store.journal import START, Journal

HISTORY = "history"


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricValue:
    """One number."""

    name: str
    says: str
    value: float
    labels: tuple[tuple[str, str], ...] = ()


def figures_of(app: App) -> Sequence[MetricValue]:
    """Give all figures as they are now."""
    now_s = app.wall.now().timestamp()
    with app.reading() as connection:
        found = [*_cases(connection, now_s), *_actions(connection), *_log(connection, app, now_s)]
        found += [*_work(connection, now_s), _behind(connection, app, now_s)]
    disk = shutil.disk_usage(app.config.home)
    return [
        *found,
        MetricValue(name="cautery_disk_free_ratio", says="Free share of the disk.", value=disk.free / disk.total),
    ]


def _cases(connection: ReadConnection, now_s: float) -> Iterator[MetricValue]:
    says = "Cases that wait for a person, by what opened them."
    for kind, many, due in figures.waiting_by_origin(connection):
        labels = (("kind", kind),)
        yield MetricValue(name="cautery_cases_waiting", says=says, value=many, labels=labels)
        yield MetricValue(
            name="cautery_case_due_seconds",
            says="Seconds until the first case is due; below zero: it is late.",
            value=due - now_s,
            labels=labels,
        )
        if kind == "order":
            yield MetricValue(
                name="cautery_order_seconds_left",
                says="Seconds left for the removal order that is due first.",
                value=due - now_s,
            )


def _actions(connection: ReadConnection) -> Iterator[MetricValue]:
    counted = figures.actions_by_state(connection)
    for (platform, state), many in counted.items():
        labels = (("platform", platform), ("state", state))
        yield MetricValue(name="cautery_actions_now", says="Actions by state.", value=many, labels=labels)
    failed = sum(many for (_, state), many in counted.items() if state == "parked")
    yield MetricValue(name="cautery_actions_parked", says="Actions that failed and wait for a person.", value=failed)
    waits = sum(many for (_, state), many in counted.items() if state in ("meant", "intended", "sent", "recalled"))
    yield MetricValue(name="cautery_workflows_waiting", says="Actions that are not at their end.", value=waits)


def _log(connection: ReadConnection, app: App, now_s: float) -> Iterator[MetricValue]:
    yield MetricValue(name="cautery_log_size", says="Entries of the audit log.", value=figures.log_size(connection))
    yield MetricValue(
        name="cautery_returns_named_total",
        says="Accounts that were named as the return of a removed one.",
        value=figures.returns_named(connection),
    )
    note = app.config.checkpoint
    if note.exists():
        age_s = max(0.0, now_s - note.stat().st_mtime)
        says = "Seconds since the audit log was last signed."
        yield MetricValue(name="cautery_checkpoint_age_seconds", says=says, value=age_s)


def _work(connection: ReadConnection, now_s: float) -> Iterator[MetricValue]:
    for one in services.every(connection):
        labels = (("service", one.name),)
        yield MetricValue(name="cautery_service_failures", says="Failures in a row.", value=one.failures, labels=labels)
    for run in runs.every(connection):
        if run.ended_at is not None:
            labels = (("job", run.job),)
            age_s = max(0.0, now_s - run.ended_at)
            yield MetricValue(name="cautery_job_age_seconds", says="Seconds since it ran.", value=age_s, labels=labels)
    unread = figures.quarantined(connection)
    yield MetricValue(name="cautery_quarantine_items", says="Items that could not be read.", value=unread)


def _behind(connection: ReadConnection, app: App, now_s: float) -> MetricValue:
    """Say for how long history has not followed what was accepted."""
    place, moved_at = places.every(connection).get(HISTORY, (START, now_s))
    waiting = Journal(app.config.journal).behind(place)
    says = "Seconds for which history has not followed the journal."
    return MetricValue(
        name="cautery_history_behind_seconds", says=says, value=max(0.0, now_s - moved_at) if waiting else 0.0
    )

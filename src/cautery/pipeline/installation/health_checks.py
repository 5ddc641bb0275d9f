"""Tell whether an installation is sound."""

import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from cautery.app import App
from cautery.errors import CauteryError, Invalid
from cautery.pipeline.detection.last_run import last_run
from cautery.pipeline.ingestion.sources import says
from cautery.pipeline.installation.disk_use import disk_use
from cautery.pipeline.installation.duty_checks import orders_wait, preserved_say, threats_wait
from cautery.pipeline.installation.live_checks import given_up, history_says, jobs_say, journal_says, services_say
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.notifications import webhooks as hooks
from cautery.pipeline.takedowns.dead_letters import failed_actions, failed_notifications
from cautery.store import quarantine
from cautery.store.derived import disagreements
from cautery.store.migrate import differences
from cautery.store.sealed import rows_from_elsewhere
from cautery.store.version import SCHEMA

LEAST_FREE_GB = 1.0
NONE: Mapping[str, str] = {"orders": "none wait", "threats": "none wait"}
"""What is said of what waits for a person when nothing does, where it is not that something was given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool
    says: str
    waits: bool = False
    """Sound, but something waits for a person: 'says' ends with what to type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Whether an installation is sound."""

    ok: bool
    checks: tuple[Check, ...]


def health_checks(app: App, *, deep: bool = True) -> Health:
    """Look at every part of an installation; one that fails does not hide the others.

    Args:
        deep: whether all that is kept is read and compared; False for a page, which must not take longer with each year.
    """
    checks = tuple(_check(name, look) for name, look in _checks(app, deep=deep))
    checks += tuple(_check_dead_letters(name, look) for name, look in _dead_letters(app))
    return Health(ok=all(check.ok for check in checks), checks=checks)


def _checks(app: App, *, deep: bool) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "folder", lambda: _private(app.config.home)
    yield "disk", lambda: _space(app)
    yield "policy", lambda: f"{len(app.policy.clauses)} clauses"
    yield "key", lambda: _private(app.config.signing_key)
    yield "trait keys", lambda: _trait_keys(app)
    yield "database", lambda: _tables(app)
    yield "access", lambda: _access(app)
    yield "derived tables", lambda: _derived(app, deep=deep)
    yield "proxies", lambda: _proxies(app)
    yield "journal", lambda: journal_says(app, deep=deep)
    yield "history", lambda: history_says(app, deep=deep)
    yield "services", lambda: services_say(app)
    yield "jobs", lambda: jobs_say(app)
    yield "hooks", lambda: _hooks(app)
    yield "log", lambda: _log(app)
    yield "preserved copies", lambda: preserved_say(app)
    yield "newcomers", lambda: _newcomers(app)
    for name in app.config.platforms:
        yield f"platform {name}", partial(_platform, app, name)
        yield f"source {name}", partial(says, app, name)


def _dead_letters(app: App) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "events", lambda: given_up(app)
    yield "actions", lambda: failed_actions(app)
    yield "letters", lambda: failed_notifications(app)
    yield "orders", lambda: orders_wait(app)
    yield "threats", lambda: threats_wait(app)
    yield "quarantine", lambda: _quarantine(app)


def _check_dead_letters(name: str, look: Callable[[], str]) -> Check:
    found = _check(name, look)
    return replace(found, waits=found.ok and bool(found.says), says=found.says or NONE.get(name, "none are given up"))


def _check(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name=name, ok=True, says=look())
    except (CauteryError, OSError) as error:
        return Check(name=name, ok=False, says=str(error))


def _private(path: Path) -> str:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        raise Invalid(f"others on this machine can read '{path}'; run: chmod go-rwx '{path}'")
    return f"'{path}' is readable by its owner only"


def _space(app: App) -> str:
    used = disk_use(app)
    if used.free / 1e9 < LEAST_FREE_GB:
        raise Invalid(
            f"only {used.free / 1e9:.1f} GB are free where '{app.config.home}' lies; make room before events are refused"
        )
    return used.says


def _trait_keys(app: App) -> str:
    keys = len(app.keyring.keys)
    return f"{_private(app.config.trait_keys)}; {keys} in use"


def _tables(app: App) -> str:
    if found := differences(app.database):
        raise Invalid(f"the tables are not those of version {SCHEMA}: {found[0]}; restore the database from a backup")
    return f"tables of version {SCHEMA}"


def _access(app: App) -> str:
    """Look at the key and at what is bound to it: a row from elsewhere lets nobody in, and somebody wrote it."""
    said = _private(app.config.access_key)
    with app.reading() as connection:
        found = list(rows_from_elsewhere(connection))
    if found:
        raise Invalid(f"{found[0]} Whoever can write to the database tried to become somebody; see who can.")
    return f"{said}; every row that lets somebody in is from here"


def _derived(app: App, *, deep: bool) -> str:
    if not deep:
        return "compared with their ledgers by: cautery doctor"
    with app.reading() as connection:
        found = list(disagreements(connection))
    if found:
        raise Invalid(f"{found[0]} Somebody wrote to the database, or it was restored in part.")
    return "as their ledgers have it"


def _proxies(app: App) -> str:
    if app.config.public_url and not app.config.trusted_proxies:
        return (
            "none is named in cautery.toml: with a web server in front, everybody seems to come from it, and waits together; "
            'say, for one on this machine: trusted_proxies = ["127.0.0.1/32", "::1/128"]'
        )
    return f"{len(app.config.trusted_proxies)} networks of proxies are believed about who asks"


def _hooks(app: App) -> str:
    listening = hooks.listening(app)
    if parked := sum(one.parked for one in listening):
        raise Invalid(
            f"{parked} messages to hooks were given up; see under Hooks what came of them, and send them again"
        )
    return f"{len(listening)} programs are told, {sum(one.waiting for one in listening)} messages wait"


def _log(app: App) -> str:
    found = verify_log(app)
    if not found.ok:
        raise Invalid(found.findings[0])
    return f"{found.entries:,} entries, proved"


def _platform(app: App, name: str) -> str:
    with closing(app.platform(name)) as platform:
        return platform.greet()


def _quarantine(app: App) -> str:
    with app.reading() as connection:
        counts = quarantine.counts(connection)
    listed = ", ".join(
        f"{count:,} of '{source}'" for source, count in sorted(counts.items(), key=lambda one: -one[1])[:5]
    )
    return (
        f"{sum(counts.values()):,} items could not be read ({listed}); look: cautery quarantine list" if counts else ""
    )


def _newcomers(app: App) -> str:
    looked = last_run(app)
    if looked is None:
        return "none were compared with removed accounts yet; those that come in while it is served are"
    if looked.problem:
        raise Invalid(
            f"were not compared with removed accounts at {looked.at:%Y-%m-%d %H:%M} UTC ({looked.problem}); "
            f"compare everybody with: cautery operators"
        )
    return f"last compared at {looked.at:%Y-%m-%d %H:%M} UTC; {looked.named:,} named, {looked.watched:,} watched"

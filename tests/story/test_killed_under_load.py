"""The served process is killed under load, on both databases: what was acknowledged is there once, and the log is whole."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import polars as pl
import pytest

from bench.live_load import Sender, served
from cautery.app import opened
from cautery.pipeline.entrance.staff import make_key
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.installation.install import install
from cautery.pipeline.installation.verify_log import verify_log
from cautery.store import failed_events, places
from cautery.store.journal import Journal
from tests import postgres
from tests.staffed import join

KILLS, FOLLOWED_WITHIN_S = 2, 60.0
TABLES = ("posts", "follows", "sessions", "reactions", "profiles")


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    with ExitStack() as stack:
        if request.param == "postgresql":
            url = stack.enter_context(postgres.running())
            (home / "cautery.toml").write_text(f'name = "test.example"\ndatabase = "{url}"\n')
        install(home, name="test.example")
        yield home


def a_key(home: Path) -> str:
    with opened(home) as app:
        join(app, "forum", "admin", "reviewer")
        return make_key(app, "forum", name="test", scopes=["send_events"], days=1)[1]


def killed_under_load(home: Path, key: str, number: int) -> list[str]:
    """Serve, send, kill; gives what was acknowledged. Every second time under another host name."""
    with served(home, host="another" if number % 2 else "") as (process, where):
        senders = [Sender(where, key, name=f"k{number}-{n}", size=20, batches=10_000, every_s=0.05) for n in range(2)]
        for sender in senders:
            sender.start()
        give_up_at = time.monotonic() + 30
        while not all(sender.acknowledged for sender in senders) and time.monotonic() < give_up_at:
            time.sleep(0.05)
        process.kill()
        process.wait()
        for sender in senders:
            sender.stop = True
        for sender in senders:
            sender.join()
    return [name for sender in senders for name in sender.acknowledged]


def all_followed(home: Path) -> bool:
    with opened(home) as app, app.reading() as connection:
        journal, known = Journal(app.config.journal), places.every(connection)
        return bool(known) and all(journal.behind(place) == 0 for place, _ in known.values())


def test_what_was_acknowledged_is_in_history_once_however_often_the_process_is_killed(home: Path) -> None:
    key = a_key(home)
    acknowledged = [name for number in range(KILLS) for name in killed_under_load(home, key, number)]
    with served(home):
        give_up_at = time.monotonic() + FOLLOWED_WITHIN_S
        while not all_followed(home) and time.monotonic() < give_up_at:
            time.sleep(0.2)
    with opened(home) as app:
        lake = lake_of(app)
        there = pl.concat([lake.scan(table).select("id") for table in TABLES]).collect()["id"]
        with app.reading() as connection:
            given_up = failed_events.how_many(connection)

        assert len(acknowledged) >= KILLS * 2 * 20
        assert not {name for name in acknowledged if name not in set(there)}
        assert there.len() == there.n_unique()
        assert (dict(given_up), verify_log(app).ok) == ({}, True)

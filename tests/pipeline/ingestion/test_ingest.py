"""Whatever is acknowledged survives the process that acknowledged it, killed at any moment."""

import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cautery.app import App
from cautery.config import read_config
from cautery.errors import Conflict
from cautery.events.history import events_in
from cautery.kit.clock import FrozenClock
from cautery.model.account import AccountId, Platform
from cautery.model.event import AccountCreated, FollowCreated
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.ingestion.quarantine import listed
from cautery.pipeline.installation.install import install
from cautery.store.journal import Journal
from cautery.store.migrate import migrate

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)

BATCH = 20

ACCEPT_FOR_EVER = """
import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from cautery.app import App
from cautery.config import read_config
from cautery.kit.clock import FrozenClock
from cautery.model.event import FollowCreated
from cautery.pipeline.ingestion.ingest import Ingestion

start, batch = datetime(2020, 1, 1, 12, tzinfo=UTC), int(sys.argv[2])
app = App(config=read_config(Path(sys.argv[1])), clock=FrozenClock(start), person="local:ada")
with Ingestion(app) as door:
    for number in count():
        events = [
            FollowCreated(id=f"e{n}", at=start + timedelta(minutes=n), platform="harbour", account=f"a{n}", target="b")
            for n in range(number * batch, (number + 1) * batch)
        ]
        door.accept(events)
        print((number + 1) * batch, flush=True)
        if number % 7 == 6:
            door.catch_up()
"""


def a_home(tmp_path: Path) -> Path:
    return install(tmp_path / "home", name="test.example").home


def an_app(home: Path) -> App:
    return App(config=read_config(home), clock=FrozenClock(NOON), person="local:ada")


def follows(numbers: range) -> list[FollowCreated]:
    return [
        FollowCreated(
            id=f"e{number}",
            at=NOON + timedelta(minutes=number),
            platform=Platform("harbour"),
            account=AccountId(f"a{number}"),
            target=AccountId("b"),
        )
        for number in numbers
    ]


def ids(numbers: range) -> list[str]:
    return [f"e{number}" for number in numbers]


def in_journal(app: App) -> list[str]:
    return [event.id for batch in Journal(app.config.journal).read() for event in events_in(batch)]


def in_history(app: App) -> list[str]:
    rows = lake_of(app).scan("follows").sort("at", "id").select("id").collect()
    found: list[str] = rows["id"].to_list()
    return found


def kill_after(home: Path, acknowledged: int) -> int:
    """Start a process that accepts batches; kill it when it has acknowledged so many. Returns how many it really had."""
    command = [sys.executable, "-c", ACCEPT_FOR_EVER, str(home), str(BATCH)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        told = 0
        while told < acknowledged:
            told = int(child.stdout.readline())
        os.kill(child.pid, signal.SIGKILL)
        rest = child.stdout.read().rpartition("\n")[0].split("\n")  # a number cut off was not acknowledged yet
        assert child.wait() == -signal.SIGKILL
    return int(rest[-1] or told)


@pytest.mark.parametrize("batches", [1, 6, 7, 8, 20, 57, 150])
def test_what_was_acknowledged_survives_kill_minus_nine(tmp_path: Path, batches: int) -> None:
    """In the journal at once, and in history, each once and in order, when the next process has caught up."""
    app = an_app(a_home(tmp_path))
    acknowledged = kill_after(app.config.home, batches * BATCH)
    with Ingestion(app) as door:
        door.catch_up()
    kept = in_journal(app)

    assert kept[:acknowledged] == ids(range(acknowledged))
    assert len(kept) in (acknowledged, acknowledged + BATCH)  # at most the batch that it was busy with
    assert in_history(app) == kept == ids(range(len(kept)))


def test_a_process_killed_again_and_again_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Each one first meets what the last one left, sends it all again, and is killed a little later."""
    app = an_app(a_home(tmp_path))
    acknowledged = [kill_after(app.config.home, batches * BATCH) for batches in (3, 9, 16, 22)]
    with Ingestion(app) as door:
        door.catch_up()
    counts = Counter(in_journal(app))

    assert set(counts) >= set(ids(range(max(acknowledged))))
    assert set(counts.values()) == {1}
    assert Counter(in_history(app)) == counts


def test_what_was_acknowledged_before_the_kill_is_known_after_it(tmp_path: Path) -> None:
    app = an_app(a_home(tmp_path))
    acknowledged = kill_after(app.config.home, 10 * BATCH)
    with Ingestion(app) as door:
        report = door.accept(follows(range(acknowledged)))

    assert (report.accepted, report.duplicate) == (0, acknowledged)


def test_history_is_whole_again_when_the_engines_folder_is_deleted(tmp_path: Path) -> None:
    app = an_app(a_home(tmp_path))
    with Ingestion(app) as door:
        door.accept(follows(range(100)))
        door.catch_up()
    app.config.engine.rename(tmp_path / "deleted")
    with Ingestion(app) as door:
        again = door.accept(follows(range(100)))

    assert again.duplicate == 100
    assert in_history(app) == ids(range(100))


def test_opening_the_door_computes_what_the_last_run_left(tmp_path: Path) -> None:
    app = an_app(a_home(tmp_path))
    with Ingestion(app) as door:
        door.accept(follows(range(5)))

    assert in_history(app) == []
    with Ingestion(app):
        assert in_history(app) == ids(range(5))


def test_the_door_is_open_once(tmp_path: Path) -> None:
    """Also for who writes nothing: opening tidies history, which somebody else may be adding to."""
    app = an_app(a_home(tmp_path))
    with Ingestion(app) as door:
        with pytest.raises(Conflict, match="Another process"):
            Ingestion(app)
        door.accept(follows(range(5)))
    with Ingestion(app) as next_one:
        next_one.catch_up()

    assert in_history(app) == in_journal(app) == ids(range(5))


def test_rejects_of_files_are_kept_in_the_installation(tmp_path: Path) -> None:
    app = an_app(a_home(tmp_path))
    migrate(app.config.database)
    path = tmp_path / "events.ndjson"
    path.write_bytes(b'{"type":"post.created"}\n')
    with Ingestion(app) as door:
        report = door.read_files([path], format_name=None, progress=lambda *_: None)

    assert [Path(file).parent for file in report.rejects] == [app.config.rejects]
    assert (report.read, report.rejected) == (1, 1)
    assert [(one.source, one.item.place) for one in listed(app)] == [("file:events.ndjson", "line 1")]


def test_what_identifies_somebody_is_nowhere_on_disk_as_it_came(tmp_path: Path) -> None:
    """Neither in the journal nor in history; what many share stays readable."""
    home = a_home(tmp_path)
    told = AccountCreated(
        id="e1",
        at=NOON,
        platform=Platform("harbour"),
        account=AccountId("ana"),
        traits={"ip": "203.0.113.77", "device": "my-own-telephone", "asn": "AS64500"},
    )
    with Ingestion(an_app(home)) as door:
        door.accept([told])
        door.catch_up()

    [kept] = [event for batch in Journal(read_config(home).journal).read() for event in events_in(batch)]
    [row] = lake_of(an_app(home)).scan("profiles").collect().to_dicts()
    assert isinstance(kept, AccountCreated)
    assert kept.traits["asn"] == "AS64500"
    assert str(kept.traits["ip"]).startswith("k1:")
    assert {one["name"]: one["value"] for one in row["traits"]} == kept.traits
    written = b"".join(path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file())
    assert b"203.0.113.77" not in written
    assert b"my-own-telephone" not in written

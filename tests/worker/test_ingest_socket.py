"""Files are taken in beside a service, through the process that serves; nobody has to stop it."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from cautery.app import App
from cautery.errors import Invalid, Missing
from cautery.kit.canonical import canonical_json
from cautery.model.intake import UnreadableItem
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.ingestion.quarantine import OF_FILES, keep_apart
from cautery.pipeline.ingestion.shared import SharedIngestion
from cautery.worker.ingest_socket import FileDoor, hand_over, retry_there
from tests.engine.lakes import a_follow
from tests.pipeline.conftest import app

__all__ = ["app"]


@contextmanager
def served(app: App) -> Iterator[SharedIngestion]:
    door, stopping = SharedIngestion(), threading.Event()
    with closing(FileDoor(app, door)) as files:

        def serve() -> None:
            while not stopping.is_set():
                files.turn()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield door
        finally:
            stopping.set()
            thread.join()
            door.close()


def a_file(folder: Path, count: int) -> Path:
    path = folder / "events.ndjson"
    path.write_bytes(b"".join(canonical_json(a_follow(number)) + b"\n" for number in range(count)) + b"{oops\n")
    return path


def test_a_file_is_taken_in_with_its_progress_and_report(app: App, tmp_path: Path) -> None:
    told: list[int] = []
    with served(app) as door:
        door.accept(app, [a_follow(0)])
        report = hand_over(
            app.config.ingest_socket,
            [a_file(tmp_path, 30)],
            format_name=None,
            progress=lambda _path, _size, events: told.append(events),
        )

    assert report is not None
    assert (report.read, report.accepted, report.duplicate, report.rejected) == (31, 29, 1, 1)
    assert sum(told) == 30
    with pytest.raises(FileNotFoundError):
        app.config.ingest_socket.stat()


def test_a_mistake_is_told_as_it_would_be_without_a_service(app: App, tmp_path: Path) -> None:
    with served(app):
        with pytest.raises(Missing, match="nowhere"):
            hand_over(app.config.ingest_socket, [tmp_path / "nowhere"], format_name=None, progress=lambda *_: None)
        with pytest.raises(Invalid, match="no format 'fax'"):
            hand_over(app.config.ingest_socket, [a_file(tmp_path, 1)], format_name="fax", progress=lambda *_: None)


def test_what_waits_in_the_quarantine_is_read_again_by_the_process_that_serves(app: App) -> None:
    with app.noting() as connection:
        raw = canonical_json(a_follow(1))
        item = UnreadableItem(reader="canonical", place="line 1", reason="an older version could not", raw=raw)
        keep_apart(connection, f"{OF_FILES}x", [item], app)
    with served(app):
        report = retry_there(app.config.ingest_socket)

    assert report is not None
    assert (report.tried, report.read, report.accepted) == (1, 1, 1)
    assert retry_there(app.config.ingest_socket) is None


def test_where_nobody_serves_it_says_so(app: App, tmp_path: Path) -> None:
    assert hand_over(app.config.ingest_socket, [tmp_path], format_name=None, progress=lambda *_: None) is None
    app.config.ingest_socket.touch()
    with served(app):
        pass
    assert hand_over(app.config.ingest_socket, [tmp_path], format_name=None, progress=lambda *_: None) is None


def test_only_the_owner_reaches_it_also_in_a_folder_with_a_long_name(app: App, tmp_path: Path) -> None:
    deep = tmp_path / ("deep" * 30)
    deep.mkdir()
    app.config.home.rename(deep / "home")
    object.__setattr__(app.config, "home", deep / "home")
    with served(app):
        assert app.config.ingest_socket.stat().st_mode & 0o777 == 0o600
        report = hand_over(app.config.ingest_socket, [a_file(tmp_path, 3)], format_name=None, progress=lambda *_: None)
    assert report is not None
    assert report.accepted == 3
    assert lake_of(app).scan("follows").collect().height == 3

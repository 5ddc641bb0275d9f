"""`ingest` and `quarantine retry` beside a service: the process that serves does it, asked by a socket that only the home's
owner reaches.

A request is a line of JSON, and so is each answer: how far it is, and at the end the report, or what went wrong.
"""

import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import msgspec

from cautery import errors
from cautery.app import App
from cautery.errors import CauteryError, Temporary
from cautery.events.intake import IngestReport, Progress
from cautery.events.times import zone_named
from cautery.kit.unreadable import NOT_JSON
from cautery.pipeline.ingestion.quarantine import RetryReport, retry
from cautery.pipeline.ingestion.shared import SharedIngestion

ASKS_EVERY_S = 1.0
SPEAKS_WITHIN_S = 10.0
"""Whoever connects says what they want, and reads what they are told, in time: others wait behind them."""
WAITING = 8
LONGEST_LINE = 2**24


class _Asked(msgspec.Struct, frozen=True):
    paths: tuple[str, ...] = ()
    format: str | None = None
    timezone: str = ""
    retry: bool = False
    """Whether what waits in the quarantine is to be read again, and no files."""
    source: str = ""
    """Only what waits of this source."""
    roll: bool = False
    """Whether a new segment of the journal is to be begun, and nothing else done."""


class _Told(msgspec.Struct, frozen=True, omit_defaults=True):
    path: str = ""
    size: int = 0
    events: int = 0
    report: IngestReport | None = None
    retried: RetryReport | None = None
    rolled: bool = False
    error: str = ""
    """The name of its kind."""
    message: str = ""


class FileDoor:
    """The socket of the process that serves."""

    def __init__(self, app: App, door: SharedIngestion) -> None:
        self._app, self._door = app, door
        with _reachable(app.config.ingest_socket) as address:
            with suppress(FileNotFoundError):
                os.unlink(address)
            self._socket = socket.socket(socket.AF_UNIX)
            self._socket.bind(address)
            os.chmod(address, 0o600)
        self._socket.listen(WAITING)
        self._socket.settimeout(ASKS_EVERY_S)

    def turn(self) -> float:
        """Take in what the next one asks for; a service's turn."""
        try:
            line, _ = self._socket.accept()
        except TimeoutError:
            return 0.0
        line.settimeout(SPEAKS_WITHIN_S)
        with line, suppress(TimeoutError, BrokenPipeError, ConnectionResetError), line.makefile("rwb") as stream:
            self._answer(stream)  # whoever asked may have gone; what was taken in is kept
        return 0.0

    def close(self) -> None:
        """Take in no more."""
        self._socket.close()
        self._app.config.ingest_socket.unlink(missing_ok=True)

    def _answer(self, stream) -> None:  # type: ignore[no-untyped-def]
        def tell(told: _Told) -> None:
            stream.write(msgspec.json.encode(told) + b"\n")
            stream.flush()

        try:
            asked = msgspec.json.decode(stream.readline(LONGEST_LINE), type=_Asked)
            if asked.roll:
                self._door.roll(self._app)
                tell(_Told(rolled=True))
                return
            if asked.retry:
                accept = partial(self._door.accept, self._app)
                tell(_Told(retried=retry(self._app, accept, source=asked.source or None)))
                return
            report = self._door.read_files(
                self._app,
                [Path(path) for path in asked.paths],
                format_name=asked.format,
                zone=zone_named(asked.timezone) if asked.timezone else None,
                progress=lambda path, size, events: tell(_Told(path=str(path), size=size, events=events)),
            )
            tell(_Told(report=report))
        except CauteryError as error:
            tell(_Told(error=type(error).__name__, message=str(error)))
        except NOT_JSON as error:
            tell(_Told(error="Invalid", message=f"This is no request for files: {error}."))


def hand_over(
    socket_path: Path, paths: Sequence[Path], *, format_name: str | None, progress: Progress, timezone: str = ""
) -> IngestReport | None:
    """Let the process that serves take files in; None where nobody serves.

    Args:
        timezone: where times are meant that say no offset; '': they are rejected.
    """
    named = tuple(str(path.absolute()) for path in paths)
    told = _asked(socket_path, _Asked(paths=named, format=format_name, timezone=timezone), progress)
    return told.report if told else None


def retry_there(socket_path: Path, *, source: str | None = None) -> RetryReport | None:
    """Let the process that serves read again what waits in the quarantine; None where nobody serves."""
    told = _asked(socket_path, _Asked(retry=True, source=source or ""), lambda *_: None)
    return told.retried if told else None


def roll_there(socket_path: Path) -> bool:
    """Let the process that serves begin a new segment of the journal; False where nobody serves."""
    return _asked(socket_path, _Asked(roll=True), lambda *_: None) is not None


def _asked(socket_path: Path, asked: _Asked, progress: Progress) -> _Told | None:
    """Ask, and follow until it is done; None where nobody serves."""
    with _reachable(socket_path) as address, socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(address)
        except (FileNotFoundError, ConnectionRefusedError):
            return None
        with line.makefile("rwb") as stream:
            stream.write(msgspec.json.encode(asked) + b"\n")
            stream.flush()
            return _followed(stream, progress)


def _followed(stream, progress: Progress) -> _Told:  # type: ignore[no-untyped-def]
    for line in stream:
        told = msgspec.json.decode(line, type=_Told)
        if told.error:
            kind = getattr(errors, told.error, CauteryError)
            raise kind(told.message)
        if told.report is not None or told.retried is not None or told.rolled:
            return told
        progress(Path(told.path), told.size, told.events)
    raise Temporary(
        "The service stopped while it took the events in; what it took in is kept. Do it again: what is in is known."
    )


@contextmanager
def _reachable(path: Path) -> Iterator[str]:
    """Give a path by which a socket can be reached: one of more than a hundred letters is too long for an address."""
    if len(os.fsencode(path.absolute())) < 100:
        yield str(path.absolute())
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)

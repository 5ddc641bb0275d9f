"""How a process tells what goes on: one entry a line, whatever a stranger wrote into it.

A line end in a name would begin an entry that looks like one of ours, and an escape sequence would be obeyed by whoever reads
the log in a terminal. As JSON, an entry is one object, with the id of the request that it is about.
"""

import json
import logging
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Literal

from cautery.errors import CauteryError

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
AGAIN = "\n    "
"""Before the second line of an entry, and each further one: no entry begins so."""
REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The request that is answered now."""
Style = Literal["text", "json"]


class OneEntry(logging.Formatter):
    """Writes an entry so that nothing in it can be taken for another one."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the entry; line ends inside its message are written out, those of a traceback are set in."""
        record = logging.makeLogRecord({**record.__dict__, "msg": _visible(record.getMessage()), "args": None})
        record.exc_text = None
        return AGAIN.join(_visible(line) for line in super().format(record).split("\n"))


class OneObject(logging.Formatter):
    """Writes an entry as one line of JSON. Of an error that is not ours only its kind and place: its words may be anybody's."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the entry."""
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _without_strangers_words(record),
        }
        if request := REQUEST.get():
            said["request"] = request
        if record.exc_info and record.exc_info[1] is not None:
            said |= _error(record.exc_info[1])
        return json.dumps(said)


def log_entries(style: Style = "text") -> None:
    """Write to standard error, in this way only: warnings and worse, and as JSON also each request."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneObject() if style == "json" else OneEntry(FORMAT))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    if style == "json":
        logging.getLogger("cautery.gate").setLevel(logging.INFO)


def _without_strangers_words(record: logging.LogRecord) -> str:
    """Give the message, with an error in it that is not ours replaced by its kind."""
    args = record.args
    if isinstance(args, tuple):
        args = tuple(_kind(one) if _is_foreign(one) else one for one in args)
    return str(record.msg) % args if args else str(record.msg)


def _error(error: BaseException) -> dict[str, object]:
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    return {"error": _kind(error), "where": places[-12:]}


def _is_foreign(value: object) -> bool:
    return isinstance(value, BaseException) and not isinstance(value, CauteryError)


def _kind(error: object) -> str:
    return type(error).__name__


def _visible(text: str) -> str:
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)

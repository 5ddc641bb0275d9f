"""How a process tells what goes on: one entry a line, whatever a stranger wrote into it.

A line end in a name would begin an entry that looks like one of ours, and an escape sequence would be obeyed by whoever reads
the log in a terminal.
"""

import logging
import sys

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
AGAIN = "\n    "
"""Before the second line of an entry, and each further one: no entry begins so."""


class OneEntry(logging.Formatter):
    """Writes an entry so that nothing in it can be taken for another one."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the entry; line ends inside its message are written out, those of a traceback are set in."""
        record = logging.makeLogRecord({**record.__dict__, "msg": _visible(record.getMessage()), "args": None})
        record.exc_text = None
        return AGAIN.join(_visible(line) for line in super().format(record).split("\n"))


def log_entries() -> None:
    """Write warnings and worse to standard error, in this way only."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneEntry(FORMAT))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)


def _visible(text: str) -> str:
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)

"""What the system says when nothing can be written, as an error of ours: it is no fault of the program, and passes."""

import errno

from cautery.errors import Temporary

SQLITE_SAYS = ("disk is full", "readonly database")
FULL, LOCKED = (errno.ENOSPC, errno.EDQUOT), (errno.EROFS,)


def no_room(error: BaseException) -> Temporary | None:
    """Say in words that the disk is full, or must not be written to; None for any other error."""
    if _is_of_sqlite(error):
        return Temporary(f"A database cannot be written ({error}); make room there, then try again.")
    if not isinstance(error, OSError) or error.errno not in (*FULL, *LOCKED):
        return None
    where = f" where '{error.filename}' lies" if error.filename else ""
    what = "The disk is full" if error.errno in FULL else "The disk cannot be written to"
    return Temporary(f"{what}{where}; make room there, then try again. What was acknowledged is kept.")


def _is_of_sqlite(error: BaseException) -> bool:
    """Tell by the words: loading the library takes longer than most commands have."""
    return type(error).__name__ == "OperationalError" and any(words in str(error) for words in SQLITE_SAYS)

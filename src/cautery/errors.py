"""The tree of everything that can go wrong, with its one meaning at every door.

    CauteryError
    ├── Invalid     what you sent is wrong: where, and why     api 422   cli 2
    ├── Missing     no such thing                              api 404   cli 3
    ├── Refused     a permission, guard or agreement says no   api 403   cli 4
    ├── Conflict    someone was faster                         api 409   cli 5
    ├── Temporary   trying again may help (retry_after_s)      api 503   cli 6   work retried
    │   └── TooOften    more than one can mean                 api 429   cli 6   work retried
    └── Permanent   trying again will not help                 api 502   cli 7   work parked for a person

A message says what happened, to what, and what to do next.
"""


class CauteryError(Exception):
    """Anything that this system says no to, in words for a person.

    Args:
        message: what happened, to what, and what to do next, in words that hold at every door.
        at_terminal: the command that helps; only the command line shows it, never a page or the API.
    """

    exit_code = 1

    def __init__(self, message: str = "", *, at_terminal: str = "") -> None:
        super().__init__(message)
        self.at_terminal = at_terminal


class Invalid(CauteryError):
    """What was sent is wrong."""

    exit_code = 2


class Missing(CauteryError):
    """There is no such thing."""

    exit_code = 3


class Refused(CauteryError):
    """A permission, a guard or an agreement says no."""

    exit_code = 4


class Conflict(CauteryError):
    """Someone was faster."""

    exit_code = 5


class Temporary(CauteryError):
    """Trying again may help, after `retry_after_s` seconds if that is known."""

    exit_code = 6

    def __init__(self, message: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class RateLimited(Temporary):
    """Somebody does something more often than makes sense; after a while they may again."""


class Permanent(CauteryError):
    """Trying again will not help: a person must look."""

    exit_code = 7

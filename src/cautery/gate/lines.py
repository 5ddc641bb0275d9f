"""How many lines one household may hold open, and for how long one may say nothing on them. `gate/wire` cuts them."""

import resource
from collections import Counter
from collections.abc import Sequence

from cautery.kit.addresses import Network, is_in, network_of

MOST_A_HOUSEHOLD = 200
"""An office behind one address: fifty people with two pages open each, and their programs."""
KEPT_FREE = 256
"""Files that the process needs beside lines: the database, the journal, what is read."""
HEADERS_WITHIN_S = 10.0
READ_WITHIN_S = 60.0
"""How long whoever asked may read nothing of what is answered."""
DISCARDED_WITHIN_S = 10.0
"""How long the rest of a body that nobody reads any more may take: so that a refusal is heard by those who send first."""
MOST_DISCARDED = 160 * 2**20


class OpenConnections:
    """The open lines of one process."""

    def __init__(
        self, *, trusted: Sequence[Network] = (), most: int | None = None, each: int = MOST_A_HOUSEHOLD
    ) -> None:
        """Begin to count.

        Args:
            trusted: proxies, which speak for many.
            most: of all together; what the system's limit on open files leaves unless told.
            each: of one household.
        """
        self._trusted, self._each = tuple(trusted), each
        self._most = most or max(KEPT_FREE, _files() - KEPT_FREE)
        self._open: Counter[str] = Counter()

    def open(self, address: str) -> bool:
        """Count a line; False when it must not be opened."""
        household = network_of(address)
        if self._open.total() >= self._most:
            return False
        if self._open[household] >= self._each and not is_in(address, self._trusted):
            return False
        self._open[household] += 1
        return True

    def close(self, address: str) -> None:
        """Count a line no more."""
        household = network_of(address)
        self._open[household] -= 1
        if self._open[household] <= 0:
            del self._open[household]


def _files() -> int:
    """Give how many files this process may open, as many as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = hard if hard != resource.RLIM_INFINITY else max(soft, 65536)
    wanted = min(wanted, 65536)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return max(soft, wanted)

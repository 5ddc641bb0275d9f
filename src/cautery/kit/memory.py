"""Memory that goes back: what a request needed is the system's again when it is answered.

The C library of Linux keeps large blocks for itself once it has seen some, an arena for each thread: forty people who sign in
at once would leave hundreds of megabytes with a server that needs none of them.
"""

import ctypes
import sys

_ARENAS, _LARGE = -8, -3
"""M_ARENA_MAX and M_MMAP_THRESHOLD of `mallopt`(3)."""
MOST_ARENAS, LARGE_BYTES = 4, 2**20


def give_back_large_blocks() -> bool:
    """Let blocks of a megabyte and more go back to the system when they are freed; False where that cannot be set."""
    if sys.platform != "linux":
        return False
    settings = getattr(ctypes.CDLL(None), "mallopt", None)
    if settings is None:
        return False
    return bool(settings(_LARGE, LARGE_BYTES)) and bool(settings(_ARENAS, MOST_ARENAS))

"""Lines that say little, and whether they were cut."""

import socket
import time


def drips(line: socket.socket) -> bool:
    """Say a letter more; False when the line was cut."""
    try:
        line.sendall(b"a")
        line.settimeout(0.01)
        return bool(line.recv(65536))
    except TimeoutError:
        return True
    except OSError:
        return False


def ended(line: socket.socket, *, within_s: float = 20.0) -> bool:
    """Say whether the server cut a line within some seconds."""
    until = time.monotonic() + within_s
    try:
        while True:
            line.settimeout(max(0.01, until - time.monotonic()))
            if not line.recv(65536):
                return True
    except TimeoutError:
        return False
    except OSError:
        return True

"""Tells whoever runs this process, such as systemd, that it is ready or stops (sd_notify, without its library)."""

import os
import socket
from contextlib import suppress


def tell_manager(said: str) -> None:
    """Say 'READY=1' or 'STOPPING=1'; nothing where nobody asked to be told."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if address:
        name = f"\0{address[1:]}" if address.startswith("@") else address
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.sendto(said.encode(), name)

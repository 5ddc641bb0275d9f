"""Somebody honest, in a process of their own: asks for one page again and again, and prints when, and how long it took.

Each line is the machine's monotonic clock and milliseconds. It ends with its standard input.
"""

import sys
import threading
import time

import httpx

EVERY_S = 0.05
ADDRESS = "203.0.113.77"


def main(url: str) -> None:
    """Ask until standard input ends."""
    over = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    with httpx.Client(base_url=url, headers={"X-Forwarded-For": ADDRESS}, timeout=60) as page:
        while not over.wait(EVERY_S):
            began = time.monotonic()
            page.get("/sign-in")
            print(began, 1000 * (time.monotonic() - began), flush=True)

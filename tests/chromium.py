"""A real browser: the system's Chromium, with a new empty profile, loading nothing but what the tests serve."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CALM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SHOTS = Path(__file__).parents[1] / "build" / "screenshots"
"""Where tests leave what they saw."""


@contextmanager
def running() -> Iterator[Browser]:
    """Run a browser; fail where there is none."""
    path = shutil.which("chromium")
    if path is None:
        raise FileNotFoundError("Chromium is not installed here; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CALM))
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A page, everything that it asked for elsewhere, and every complaint of the browser about it."""

    def __init__(self, page: Page, where: str) -> None:
        self.page = page
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda asked: None if asked.url.startswith(where) else self.elsewhere.append(asked.url))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))


def shoot(page: Page, name: str) -> None:
    """Leave a picture of a page."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png")

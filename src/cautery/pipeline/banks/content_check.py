"""The check of a process that serves. Banks are made ready with the first question, and strangers' files wait in line.

What is fetched is fetched only where the installation's owner allows it, a few at a time, and never from inside of a network.
"""

from collections.abc import Callable, Sequence
from threading import BoundedSemaphore, Lock

from cautery.app import App
from cautery.errors import Refused, Temporary
from cautery.kit.addresses import is_public
from cautery.kit.fetch import fetch
from cautery.pipeline.banks.check import Checker, CheckQuestion, GivenMedia
from cautery.schemas.checks import CheckResult
from cautery.signals.media.looker import MediaDecoder
from cautery.signals.media.lookers import DecoderPool

MOST_FETCHED_AT_ONCE = 4
FETCHED_WITHIN_S, MOST_FETCHED_BYTES = 10.0, 32 * 2**20


class ContentCheck:
    """Answers questions for everybody who asks one process."""

    def __init__(self, *, may_call: Callable[[str], bool] = is_public) -> None:
        """Say of which addresses (of IP) something may be fetched."""
        self._turn, self._may_call = Lock(), may_call
        self._lookers = DecoderPool()
        self._checker: Checker | None = None
        self._fetching = BoundedSemaphore(MOST_FETCHED_AT_ONCE)

    def check(self, app: App, question: CheckQuestion) -> CheckResult:
        """Answer a question."""
        return self._ready(app).check(question, looker=self.looker_of(app))

    def check_fetched(self, app: App, links: Sequence[str]) -> CheckResult:
        """Fetch what links lead to, and answer for it; refused unless the owner allows it."""
        if not app.config.fetch_links:
            raise Refused("Nothing is fetched here; the owner allows it in cautery.toml: fetch_links = true")
        if not self._fetching.acquire(blocking=False):
            raise Temporary("Too much is being fetched; ask again in a moment.", retry_after_s=FETCHED_WITHIN_S)
        try:
            found = [
                fetch(link, may=self._may_call, most_bytes=MOST_FETCHED_BYTES, within_s=FETCHED_WITHIN_S)
                for link in links
            ]
        finally:
            self._fetching.release()
        media = tuple(GivenMedia(data=one.data, kind="document") for one in found)
        onward = tuple(dict.fromkeys((*links, *(one.url for one in found))))
        return self.check(app, CheckQuestion(links=onward, media=media))

    def looker_of(self, app: App) -> MediaDecoder:
        """Give those who look at files, within the share of whoever is at the keys."""
        return self._lookers.of(app.person)

    def close(self) -> None:
        """End the processes that look at files."""
        self._lookers.close()

    def _ready(self, app: App) -> Checker:
        with self._turn:
            if self._checker is None:
                self._checker = Checker(app, looker=self._lookers)
            return self._checker

"""A process that serves keeps the banks ready, and fetches only what its owner allows."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from cautery.app import App
from cautery.errors import Refused, Temporary
from cautery.pipeline.banks.check import CheckQuestion
from cautery.pipeline.banks.content_check import MOST_FETCHED_AT_ONCE, ContentCheck
from cautery.pipeline.banks.values import bank_value
from tests.kit.test_fetch import site

__all__ = ["site"]


@pytest.fixture
def lookout() -> Iterator[ContentCheck]:
    one = ContentCheck(may_call=lambda _: True)
    yield one
    one.close()


def test_many_who_ask_at_once_get_what_one_gets(app: App, lookout: ContentCheck) -> None:
    bank_value(app, {"type": "term", "value": "lantern", "why": ""}, bank="house")
    answers: list[str] = []

    def ask(number: int) -> None:
        answers.append(lookout.check(app, CheckQuestion(text="a lantern" if number % 2 else "soup")).outcome)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["known"] * 5 + ["unknown"] * 5


def test_what_a_link_leads_to_is_looked_at_where_the_owner_allows_it(
    app: App, lookout: ContentCheck, site: str
) -> None:
    bank_value(app, {"type": "term", "value": "lit", "why": ""}, bank="house")
    with pytest.raises(Refused, match="the owner allows it"):
        lookout.check_fetched(app, [f"{site}/onward"])
    app.config = replace(app.config, fetch_links=True)

    assert lookout.check_fetched(app, [f"{site}/onward"]).outcome == "known"


def test_an_address_inside_is_not_fetched_unless_told(app: App, site: str) -> None:
    app.config = replace(app.config, fetch_links=True)
    with pytest.raises(Refused, match="inside of a network"):
        ContentCheck().check_fetched(app, [f"{site}/page"])


def test_only_some_are_fetched_at_once_and_the_others_are_told_to_come_again(app: App, site: str) -> None:
    app.config = replace(app.config, fetch_links=True)
    waiting, go_on = threading.Barrier(MOST_FETCHED_AT_ONCE + 1), threading.Event()

    def held(_: str) -> bool:
        waiting.wait(timeout=20)
        return go_on.wait(timeout=20)

    lookout = ContentCheck(may_call=held)
    threads = [
        threading.Thread(target=lookout.check_fetched, args=(app, [f"{site}/page"]))
        for _ in range(MOST_FETCHED_AT_ONCE)
    ]
    for thread in threads:
        thread.start()
    waiting.wait(timeout=20)
    with pytest.raises(Temporary):
        lookout.check_fetched(app, [f"{site}/page"])
    go_on.set()
    for thread in threads:
        thread.join()
    lookout.close()

"""An order's addresses lead to what was ingested, and to nothing else."""

from cautery.app import App
from cautery.model.account import AccountId
from cautery.model.event import AccountCreated, Profile
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.orders.locating import located
from tests.world import HARBOUR, NOON

AUTHOR, POST = "guard 1", "df4abfdcc7b2"


def test_an_address_of_an_account_leads_to_it(town: App) -> None:
    [found] = located(town, ["https://harbour.example/guard%201"])

    assert (found.about.platform, found.about.id, found.post) == ("harbour", "guard 1", None)


def test_an_address_of_a_post_leads_to_the_post_and_who_posted_it(town: App) -> None:
    [found] = located(town, [f"https://harbour.example/ana/{POST}"])

    assert (found.about.id, found.post) == (AUTHOR, POST)


def test_an_address_of_elsewhere_leads_to_nothing(town: App) -> None:
    assert located(town, ["https://elsewhere.example/ana", "http://[broken", ""]) == ()


def test_an_address_of_a_post_that_is_not_known_does_not_mean_its_account(town: App) -> None:
    assert located(town, ["https://harbour.example/ana/status/77", "https://harbour.example/guard%201/77"]) == ()


def test_an_address_that_may_mean_an_account_or_a_post_leads_to_neither(town: App) -> None:
    assert located(town, [f"https://harbour.example/{POST}"])[0].post == POST
    who = AccountId(POST)
    with Ingestion(town) as door:
        door.accept([AccountCreated(id="n1", at=NOON, platform=HARBOUR, account=who, profile=Profile(handle="new"))])
        door.catch_up()
    assert located(town, [f"https://harbour.example/{POST}"]) == ()

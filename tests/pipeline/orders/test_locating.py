"""An order's addresses lead to what was ingested, and to nothing else."""

from cautery.app import App
from cautery.pipeline.orders.locating import located

AUTHOR, POST = "guard 1", "df4abfdcc7b2"


def test_an_address_of_an_account_leads_to_it(town: App) -> None:
    [found] = located(town, ["https://harbour.example/guard%201"])

    assert (found.about.platform, found.about.id, found.post) == ("harbour", "guard 1", None)


def test_an_address_of_a_post_leads_to_the_post_and_who_posted_it(town: App) -> None:
    [found] = located(town, [f"https://harbour.example/ana/{POST}"])

    assert (found.about.id, found.post) == (AUTHOR, POST)


def test_an_address_of_elsewhere_leads_to_nothing(town: App) -> None:
    assert located(town, ["https://elsewhere.example/ana", "http://[broken", ""]) == ()

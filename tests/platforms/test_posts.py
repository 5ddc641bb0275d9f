"""A messenger's table is named, and what cannot be one is told."""

import pytest

from cautery.errors import Invalid
from cautery.platforms.messengers.webhook import WebhookMessenger
from cautery.platforms.posts import MessengerTable, open_messenger, read_posts

PAGE = MessengerTable(
    messenger="webhook", address="https://quay.example/told/", platforms=("quay", "harbour"), duty="night"
)


def test_a_table_is_read() -> None:
    read = read_posts({"the-page": PAGE})["the-page"]

    assert (read.address, read.platforms, read.duty) == ("https://quay.example/told", ("quay", "harbour"), "night")
    assert read.variable == "CAUTERY_MESSENGER_THE_PAGE"
    assert isinstance(open_messenger(read.post("whsec_" + "b" * 32)), WebhookMessenger)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"A b": PAGE}, "cannot name"),
        ({"page": MessengerTable(messenger="pigeon", address="loft://roof")}, "no messenger 'pigeon'. Known are: mail"),
        ({"one": PAGE, "two": PAGE}, "two messengers tell the account holders of 'harbour'"),
    ],
)
def test_what_is_wrong_is_named(said: dict[str, MessengerTable], told: str) -> None:
    with pytest.raises(Invalid, match=told):
        read_posts(said)

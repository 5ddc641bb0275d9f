"""What an owner says about ways to people is read, and what is wrong with it is told by name."""

import pytest

from cautery.errors import Invalid
from cautery.platforms.messengers.webhook import Webhook
from cautery.platforms.posts import open_messenger, read_posts

PAGE = {"messenger": "webhook", "address": "https://quay.example/told/", "platforms": "quay harbour", "duty": "night"}


def test_a_table_is_read() -> None:
    read = read_posts({"the-page": PAGE})["the-page"]

    assert (read.address, read.platforms, read.duty) == ("https://quay.example/told", ("quay", "harbour"), "night")
    assert read.variable == "CAUTERY_MESSENGER_THE_PAGE"
    assert isinstance(open_messenger(read.post("whsec_" + "b" * 32)), Webhook)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"A b": PAGE}, "cannot name"),
        ({"page": "https://quay.example"}, "table of texts"),
        ({"page": PAGE | {"duty": 7}}, "table of texts"),
        ({"page": {"messenger": "mail"}}, "needs 'address'"),
        ({"page": PAGE | {"messenger": "pigeon"}}, "no 'pigeon'; known are: mail, webhook"),
        ({"one": PAGE, "two": PAGE}, "Two messengers tell the account holders of 'harbour'"),
    ],
)
def test_what_is_wrong_is_named(said: dict[str, object], told: str) -> None:
    with pytest.raises(Invalid, match=told):
        read_posts(said)

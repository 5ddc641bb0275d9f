"""A platform's table is named, and what cannot be one is told."""

import pytest

from cautery.errors import Invalid
from cautery.platforms.settings import PlatformTable, read_settings

PLAZA = PlatformTable(connector="atproto", address="https://plaza.example/", more={"ozone": "did:plc:o"})


def test_what_only_the_connector_knows_is_handed_on() -> None:
    setting = read_settings({"plaza": PLAZA})["plaza"]
    reach = setting.reach("4711")

    assert (reach.platform, reach.address, reach.a_second, reach.secret) == (
        "plaza",
        "https://plaza.example",
        10.0,
        "4711",
    )
    assert reach.more == {"ozone": "did:plc:o"}
    assert "4711" not in repr(setting) + repr(reach)


def test_where_the_secrets_are_is_read_and_neither_is_shown() -> None:
    table = PlatformTable(connector="atproto", address="https://plaza.example", webhook_secret_file="keys/hook")
    setting = read_settings({"my-plaza": table})["my-plaza"]
    reach = setting.reach("4711", webhook_secret="4712")

    assert (setting.webhook_secret_file, reach.webhook_secret, reach.more) == ("keys/hook", "4712", {})
    assert setting.webhook_variable == "CAUTERY_WEBHOOK_SECRET_MY_PLAZA"
    assert "4712" not in repr(setting) + repr(reach)


@pytest.mark.parametrize(
    ("name", "connector", "told"),
    [
        ("../plaza", "atproto", "cannot name a platform"),
        ("plaza", "telegraph", "there is no connector 'telegraph'. Known are: atproto"),
    ],
)
def test_what_cannot_be_a_platform_is_told(name: str, connector: str, told: str) -> None:
    with pytest.raises(Invalid, match=told):
        read_settings({name: PlatformTable(connector=connector, address="https://plaza.example")})

"""What an owner says about platforms is read, and what is wrong with it is told by name."""

import pytest

from cautery.errors import Invalid
from cautery.platforms.settings import A_SECOND, read_settings

PLAZA = {"connector": "atproto", "address": "https://plaza.example/"}


def test_what_only_the_connector_knows_is_handed_on() -> None:
    setting = read_settings({"plaza": {**PLAZA, "a_second": 5, "ozone": "did:plc:o", "secret_file": "keys/plaza"}})[
        "plaza"
    ]
    reach = setting.reach("4711")

    assert (reach.address, reach.a_second, reach.secret) == ("https://plaza.example", 5.0, "4711")
    assert reach.more == {"ozone": "did:plc:o"}
    assert "4711" not in repr(setting) + repr(reach)


def test_where_the_secrets_are_is_read_and_neither_is_shown() -> None:
    setting = read_settings({"my-plaza": {**PLAZA, "webhook_secret_file": "keys/hook"}})["my-plaza"]
    reach = setting.reach("4711", webhook_secret="4712")

    assert (setting.webhook_secret_file, reach.webhook_secret, reach.more) == ("keys/hook", "4712", {})
    assert setting.webhook_variable == "CAUTERY_WEBHOOK_SECRET_MY_PLAZA"
    assert "4712" not in repr(setting) + repr(reach)


def test_a_small_server_is_asked_gently_unless_its_owner_says_otherwise() -> None:
    assert read_settings({"plaza": PLAZA})["plaza"].a_second == A_SECOND


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"plaza": "https://plaza.example"}, r"write \[platforms.plaza\]"),
        ({"../plaza": PLAZA}, "cannot name a platform"),
        ({"plaza": {"connector": "atproto"}}, "needs 'address'"),
        ({"plaza": {**PLAZA, "connector": "telegraph"}}, "there is no 'telegraph'; known are: atproto"),
        ({"plaza": {**PLAZA, "ozone": 7}}, "'ozone' must be a text"),
        ({"plaza": {**PLAZA, "a_second": 0}}, "'a_second' must be a number above 0"),
        ({"plaza": {**PLAZA, "a_second": "many"}}, "'a_second' must be a number above 0"),
        ({"plaza": {**PLAZA, "a_second": True}}, "'a_second' must be a number above 0"),
    ],
)
def test_a_setting_that_is_wrong_is_told_by_name(said: dict[str, object], told: str) -> None:
    with pytest.raises(Invalid, match=told):
        read_settings(said)

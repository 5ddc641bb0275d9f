"""A platform's table is named, and what cannot be one is told."""

import re
from pathlib import Path
from types import ModuleType

import pytest

from cautery.errors import Invalid
from cautery.kit.shelf import names_on, take
from cautery.platforms import connectors, messengers
from cautery.platforms.connector import Connector
from cautery.platforms.messenger import Messenger
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


@pytest.mark.parametrize("shelf", [connectors, messengers], ids=lambda shelf: shelf.__name__.rpartition(".")[2])
def test_what_a_plug_in_reads_of_its_table_is_what_it_says_that_it_knows(shelf: ModuleType) -> None:
    """By its source: `more.get("key"`, `needs("key")` and `"key" in reach.more`."""
    for name in names_on(shelf):
        [place] = [
            path for path in (Path(shelf.__path__[0]) / name, Path(shelf.__path__[0]) / f"{name}.py") if path.exists()
        ]
        source = "".join(path.read_text() for path in (place.rglob("*.py") if place.is_dir() else [place]))
        read = set(re.findall(r'(?:more\.get|\bneeds)\(["\']([a-z_]+)["\']|"([a-z_]+)" in \w+\.more', source))
        kind = Connector if shelf is connectors else Messenger

        assert {key for pair in read for key in pair if key} == set(take(shelf, name, kind).settings), name  # type: ignore[type-abstract]

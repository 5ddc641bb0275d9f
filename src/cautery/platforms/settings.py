"""What an owner says about platforms: `[platforms.NAME]` in `cautery.toml`, one table a platform."""

import re
from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta

from cautery.errors import Invalid
from cautery.kit.shelf import names_on, take
from cautery.model.account import Platform
from cautery.model.decision import Measure
from cautery.platforms import connectors
from cautery.platforms.connector import Connector
from cautery.platforms.reach import Reach

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


class PlatformTable(msgspec.Struct, frozen=True, kw_only=True):
    """One platform as its owner wrote it down; its secrets are not here, but where they are kept."""

    connector: Annotated[str, Meta(min_length=1, title="the name of a connector, in quotes", examples=["atproto"])]
    """What knows the platform's language: see [platforms](platforms.md)."""
    address: Annotated[
        str,
        Meta(
            pattern=r"^https?://[^\s/?#@]+(/[^\s?#]*)?$",
            title="an address that begins with https:// or http://, in quotes",
            examples=["https://pds.plaza.example"],
        ),
    ]
    """Where the platform is."""
    secret_file: str = ""
    """File with our secret there, beside `cautery.toml`. Default: the variable `CAUTERY_SECRET_NAME`."""
    webhook_secret_file: str = ""
    """File with what the platform signs its own messages with. Default: `CAUTERY_WEBHOOK_SECRET_NAME`, or it sends none."""
    a_second: Annotated[float, Meta(gt=0, le=1_000_000)] = 10.0
    """Actions that it may be sent in a second: gentle to a small server, unless set."""
    more: dict[str, str] = {}
    """What only this connector asks for: texts in quotes, listed with the connector."""


class PlatformSetting(PlatformTable, frozen=True, kw_only=True):
    """One platform, under its name."""

    platform: Platform

    @property
    def variable(self) -> str:
        """Name the variable of the environment that may hold the secret.

        >>> table = PlatformTable(connector="webhook", address="https://plaza.example")
        >>> read_settings({"my-plaza": table})["my-plaza"].variable
        'CAUTERY_SECRET_MY_PLAZA'
        """
        return f"CAUTERY_SECRET_{self._shouted}"

    @property
    def webhook_variable(self) -> str:
        """Name the variable that may hold what the platform signs with."""
        return f"CAUTERY_WEBHOOK_SECRET_{self._shouted}"

    @property
    def _shouted(self) -> str:
        return "".join(letter if letter.isalnum() else "_" for letter in self.platform).upper()

    def reach(self, secret: str, *, webhook_secret: str = "") -> Reach:
        """Add the secrets."""
        return Reach(
            platform=self.platform,
            connector=self.connector,
            address=self.address,
            secret=secret,
            webhook_secret=webhook_secret,
            a_second=self.a_second,
            more=self.more,
        )


def read_settings(said: Mapping[str, PlatformTable]) -> Mapping[str, PlatformSetting]:
    """Name an owner's tables; Invalid for what cannot be a platform."""
    return {name: _setting(name, table) for name, table in said.items()}


def own_settings(connector: str) -> Mapping[str, str]:
    """List the keys that only one connector knows, and what each is expected to be."""
    return take(connectors, connector, Connector).settings  # type: ignore[type-abstract]


def effect_of(connector: str, measure: Measure) -> str:
    """Name what a measure means on a platform of a connector; '' where it means one thing only."""
    return take(connectors, connector, Connector).effects.get(measure, "")  # type: ignore[type-abstract]


def _setting(name: str, table: PlatformTable) -> PlatformSetting:
    if not _NAME.fullmatch(name):
        raise Invalid(f"'{name}' cannot name a platform; small letters, digits, '-' and '_' can.")
    if table.connector not in names_on(connectors):
        raise Invalid(f"there is no connector '{table.connector}'. Known are: {', '.join(names_on(connectors))}.")
    said = msgspec.structs.asdict(table) | {"address": table.address.rstrip("/")}
    return PlatformSetting(platform=Platform(name), **said)

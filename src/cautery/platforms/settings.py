"""What an owner says about platforms: `[platforms.NAME]` in `cautery.toml`, one table a platform."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cautery.errors import Invalid
from cautery.kit.shelf import names_on
from cautery.model.account import Platform
from cautery.platforms import connectors
from cautery.platforms.reach import Reach

ASKED = ("connector", "address", "secret_file", "webhook_secret_file", "a_second")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
A_SECOND = 10.0
"""Actions in a second, where an owner does not say how many: gentle to a small server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One platform as its owner wrote it down; the secret is not here, but where it is kept."""

    platform: Platform
    connector: str
    address: str
    secret_file: str
    """Relative to the installation's folder; '': a variable of the environment has it."""
    webhook_secret_file: str
    """The same for what the platform signs with; where neither is, it is to send nothing by itself."""
    a_second: float
    more: Mapping[str, str]

    @property
    def variable(self) -> str:
        """Name the variable of the environment that may hold the secret.

        >>> read_settings({"my-plaza": {"connector": "webhook", "address": "https://plaza.example"}})["my-plaza"].variable
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


def read_settings(said: Mapping[str, object]) -> Mapping[str, Setting]:
    """Read an owner's tables; refuse what cannot be a platform."""
    return {name: _setting(name, table) for name, table in said.items()}


def _setting(name: str, table: object) -> Setting:
    where = f"[platforms.{name}]"
    if not _NAME.fullmatch(name):
        raise Invalid(f"{where}: '{name}' cannot name a platform; small letters, digits, '-' and '_' can.")
    if not isinstance(table, dict):
        raise Invalid(f"'platforms' holds tables; write {where} above the settings of '{name}'.")
    texts = {key: value for key, value in table.items() if key != "a_second"}
    if wrong := sorted(key for key, value in texts.items() if not isinstance(value, str)):
        raise Invalid(f"{where}: '{wrong[0]}' must be a text, in quotes.")
    if missing := [key for key in ("connector", "address") if not texts.get(key)]:
        raise Invalid(f"{where} needs '{missing[0]}'.")
    if texts["connector"] not in names_on(connectors):
        raise Invalid(f"{where}: there is no '{texts['connector']}'; known are: {', '.join(names_on(connectors))}.")
    return Setting(
        platform=Platform(name),
        connector=texts["connector"],
        address=texts["address"].rstrip("/"),
        secret_file=texts.get("secret_file", ""),
        webhook_secret_file=texts.get("webhook_secret_file", ""),
        a_second=_rate(table.get("a_second", A_SECOND), where),
        more={key: value for key, value in texts.items() if key not in ASKED},
    )


def _rate(said: object, where: str) -> float:
    if isinstance(said, bool) or not isinstance(said, int | float) or not 0 < said < float("inf"):
        raise Invalid(f"{where}: 'a_second' must be a number above 0.")
    return float(said)

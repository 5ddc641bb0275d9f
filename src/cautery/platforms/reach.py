"""How a platform is reached: where it is, who we are there, and how often it may be asked. Its owner says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cautery.errors import Invalid
from cautery.model.account import Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """One platform, as it is configured."""

    platform: Platform
    """Its short name, as events and decisions carry it."""
    connector: str
    """Which plug-in of `platforms/connectors` knows its language."""
    address: str
    secret: str = field(repr=False)
    """What proves who we are there. It is never written, logged or shown."""
    a_second: float
    """How many actions it may be sent in a second."""
    webhook_secret: str = field(default="", repr=False)
    """What a platform signs with that sends to us by itself; '': it is to send nothing."""
    more: Mapping[str, str] = field(default_factory=dict)
    """What only this connector asks for, by the name that it gives it."""

    def needs(self, name: str) -> str:
        """Give one of the connector's own settings; say which is missing."""
        if name not in self.more:
            raise Invalid(
                f"The platform '{self.platform}' needs '{name}'; set it in cautery.toml under [platforms.{self.platform}]."
            )
        return self.more[name]

"""Which OpenID provider an owner trusts with saying who somebody is, and which roles its groups give."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from cautery.model.person import Role

Text = Annotated[str, Meta(min_length=1, title="a text in quotes, not empty")]
Given = Annotated[
    tuple[Role, ...],
    Meta(
        min_length=1,
        title="a list of roles (triage, reviewer, senior, legal, appeals, auditor, admin)",
        examples=[["reviewer"]],
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Whom the house asks who somebody is, and what its groups mean here."""

    issuer: Annotated[
        str, Meta(pattern=r"^https?://\S+$", title="an address that begins with https:// or http://, in quotes")
    ]
    """The provider's address, as it names itself."""
    client_id: Text
    """The name under which this installation is registered there."""
    roles: Annotated[dict[str, Given], Meta(min_length=1, title="a table of which group gives which roles")]
    """Which roles a group of theirs gives."""
    title: Text = "the house's account"
    """What stands on the button."""
    groups: Text = "groups"
    """The claim that lists groups."""
    names: Text = "preferred_username"
    """The claim after which a newcomer is named."""
    scope: Text = "openid profile email"
    """What is asked for."""
    client_secret_file: str = ""
    """File with the client's secret, beside `cautery.toml`. Default: the variable `CAUTERY_PROVIDER_SECRET`, if any."""

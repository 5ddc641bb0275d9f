"""Which OpenID provider an owner trusts with saying who somebody is, and which roles its groups give."""

from collections.abc import Mapping
from dataclasses import dataclass

from cautery.errors import Invalid
from cautery.model.person import ROLES, Role

NEEDED = ("issuer", "client_id")
TEXTS = {*NEEDED, "client_secret_file", "title", "groups", "names", "scope"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Whom the house asks who somebody is, and what its groups mean here."""

    issuer: str
    client_id: str
    roles: Mapping[str, tuple[Role, ...]]
    """Which roles a group of theirs gives."""
    title: str = "the house's account"
    groups: str = "groups"
    """The claim that lists groups."""
    names: str = "preferred_username"
    """The claim after which a newcomer is named."""
    scope: str = "openid profile email"
    client_secret_file: str = ""
    """Where the secret lies, beside `cautery.toml`; '': in the environment, as `SECRET_VARIABLE`, or there is none."""


def read_provider(said: Mapping[str, object]) -> Provider:
    """Read an owner's `[provider]`; refuse what means nothing, or gives a role that there is not."""
    texts = {name: value for name, value in said.items() if name != "roles"}
    unknown = sorted(set(texts) - TEXTS)
    if unknown:
        raise Invalid(
            f"[provider] sets '{unknown[0]}', which means nothing; known are: roles, {', '.join(sorted(TEXTS))}."
        )
    wrong = [name for name in (*NEEDED, *texts) if not isinstance(texts.get(name), str) or not texts[name]]
    if wrong:
        raise Invalid(f"[provider] needs '{wrong[0]}', a text in quotes.")
    return Provider(**{name: str(value) for name, value in texts.items()}, roles=_roles(said.get("roles")))


def _roles(said: object) -> dict[str, tuple[Role, ...]]:
    """Read which roles groups give: group = "role role"."""
    if not isinstance(said, dict) or not said:
        raise Invalid('[provider.roles] must say which group gives which role: moderators = "reviewer".')
    found: dict[str, tuple[Role, ...]] = {}
    for group, names in said.items():
        given = str(names).split()
        if not given or set(given) - set(ROLES):
            raise Invalid(f"[provider.roles] gives '{group}' the roles '{names}'; there are: {', '.join(ROLES)}.")
        found[group] = tuple(role for role in ROLES if role in given)
    return found

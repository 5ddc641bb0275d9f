"""Where an installation lives, and the few things about it that an owner may set in `cautery.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from cautery.errors import Invalid, Missing

KNOWN = {"name", "policy", "other_crimes", "database", "public_url", "fetch_links"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """One installation."""

    home: Path
    name: str = "cautery.local"
    """The name under which the audit log signs: a host name is usual."""
    policy: Path | None = None
    """The house's own policy file; None: the shipped one."""
    other_crimes: str = ""
    """Where material of another crime (the sexual abuse of children) is to be handed, in words for whoever meets it."""
    database_url: str | None = None
    """A PostgreSQL database that is made already; None: a SQLite file in the folder."""
    public_url: str | None = None
    """Where people reach this installation, for links in letters: https://moderation.forum.example."""

    fetch_links: bool = False
    """Whether what links lead to may be fetched for those who hold the permission."""

    @property
    def database(self) -> Path | str:
        return self.database_url or self.sqlite

    @property
    def sqlite(self) -> Path:
        return self.home / "cautery.db"

    @property
    def link_key(self) -> Path:
        """What signs links that are handed to people outside."""
        return self.home / "keys" / "links.key"

    @property
    def journal(self) -> Path:
        return self.home / "journal"

    @property
    def rejects(self) -> Path:
        return self.home / "rejects"

    @property
    def signing_key(self) -> Path:
        return self.home / "keys" / "audit.key"

    @property
    def trait_keys(self) -> Path:
        """What identifying traits are hashed with."""
        return self.home / "keys" / "traits.json"

    @property
    def checkpoint(self) -> Path:
        """The newest signed root of the log, outside of the database; copy it to where others keep it."""
        return self.home / "checkpoints" / "latest.note"

    @property
    def engine(self) -> Path:
        """All below it can be deleted and is computed again."""
        return self.home / "engine"

    @property
    def lake(self) -> Path:
        return self.engine / "lake"

    @property
    def seen(self) -> Path:
        return self.engine / "seen"

    @property
    def networks(self) -> Path:
        """Who met whom, day by day."""
        return self.engine / "networks"

    @property
    def fitted(self) -> Path:
        """What was learnt from decisions."""
        return self.engine / "fitted"

    @property
    def hands(self) -> Path:
        """What was learnt about hands that come back."""
        return self.engine / "hands"


def read_config(home: Path) -> Config:
    """Read an installation's settings; refuse a folder that `cautery init` has not made."""
    file = home / "cautery.toml"
    if not file.exists():
        raise Missing(f"There is no installation in '{home}'; make one with: cautery init --home {home}")
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid(f"'{file}' is not TOML: {error}.") from None
    unknown = set(said) - KNOWN
    if unknown:
        raise Invalid(
            f"'{file}' sets '{min(unknown)}', which means nothing here; known are: {', '.join(sorted(KNOWN))}."
        )
    for key, value in said.items():
        if not isinstance(value, str):
            raise Invalid(f"'{file}': '{key}' must be a text, in quotes.")
    policy = said.get("policy")
    return Config(
        home=home,
        name=said.get("name", "cautery.local"),
        policy=(home / policy) if policy else None,
        other_crimes=said.get("other_crimes", ""),
        database_url=said.get("database"),
        public_url=said.get("public_url", "").rstrip("/") or None,
        fetch_links=_yes(said.get("fetch_links", "no"), "fetch_links", file),
    )


def _yes(said: str, name: str, file: Path) -> bool:
    if said not in ("yes", "no"):
        raise Invalid(f"'{file}': '{name}' is 'yes' or 'no'.")
    return said == "yes"

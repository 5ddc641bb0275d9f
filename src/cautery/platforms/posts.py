"""What an owner says about ways to people: `[messengers.NAME]` in `cautery.toml`, one table a messenger."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cautery.errors import Invalid
from cautery.kit.shelf import names_on, take
from cautery.platforms import messengers
from cautery.platforms.messenger import Messenger, Post

ASKED = ("messenger", "address", "secret_file", "platforms", "duty")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostSetting:
    """One messenger as its owner wrote it down; the secret is not here, but where it is kept."""

    name: str
    messenger: str
    address: str
    secret_file: str
    """Relative to the installation's folder; '': a variable of the environment may have it."""
    platforms: tuple[str, ...]
    """Whose account holders it tells."""
    duty: str
    """The people on duty whom it wakes, as the messenger knows them; '': nobody."""
    more: Mapping[str, str]

    @property
    def variable(self) -> str:
        """Name the variable of the environment that may hold the secret."""
        return "CAUTERY_MESSENGER_" + self.name.replace("-", "_").upper()

    def post(self, secret: str) -> Post:
        """Add the secret."""
        return Post(name=self.name, messenger=self.messenger, address=self.address, secret=secret, more=self.more)


def open_messenger(post: Post) -> Messenger:
    """Prepare to tell people something; nothing is sent yet."""
    return take(messengers, post.messenger, Messenger).connect(post)  # type: ignore[type-abstract]


def read_posts(said: Mapping[str, object]) -> Mapping[str, PostSetting]:
    """Read an owner's tables; refuse what cannot be a messenger, and two that tell the same holders."""
    read = {name: _setting(name, table) for name, table in said.items()}
    told = [platform for one in read.values() for platform in one.platforms]
    if twice := sorted({platform for platform in told if told.count(platform) > 1}):
        raise Invalid(f"Two messengers tell the account holders of '{twice[0]}'; name it under 'platforms' of one.")
    return read


def _setting(name: str, table: object) -> PostSetting:
    where = f"[messengers.{name}]"
    if not _NAME.fullmatch(name):
        raise Invalid(f"{where}: '{name}' cannot name a messenger; small letters, digits, '-' and '_' can.")
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise Invalid(f"{where} must be a table of texts, in quotes.")
    if missing := [key for key in ("messenger", "address") if not table.get(key)]:
        raise Invalid(f"{where} needs '{missing[0]}'.")
    if table["messenger"] not in names_on(messengers):
        raise Invalid(f"{where}: there is no '{table['messenger']}'; known are: {', '.join(names_on(messengers))}.")
    return PostSetting(
        name=name,
        messenger=table["messenger"],
        address=table["address"].rstrip("/"),
        secret_file=table.get("secret_file", ""),
        platforms=tuple(table.get("platforms", "").split()),
        duty=table.get("duty", ""),
        more={key: value for key, value in table.items() if key not in ASKED},
    )

"""What an owner says about ways to people: `[messengers.NAME]` in `cautery.toml`, one table a messenger."""

import re
from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta

from cautery.errors import Invalid
from cautery.kit.shelf import names_on, take
from cautery.platforms import messengers
from cautery.platforms.messenger import Messenger, MessengerSettings

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


class MessengerTable(msgspec.Struct, frozen=True, kw_only=True):
    """One messenger as its owner wrote it down; the secret is not here, but where it is kept."""

    messenger: Annotated[str, Meta(min_length=1, title="`mail` or `webhook`, in quotes", examples=["mail"])]
    """How it sends."""
    address: Annotated[
        str,
        Meta(
            pattern=r"^[a-z]+://\S+$",
            title="an address with its scheme, in quotes",
            examples=["smtps://mail.forum.example"],
        ),
    ]
    """Where letters are handed over."""
    secret_file: str = ""
    """File with the secret, beside `cautery.toml`. Default: the variable `CAUTERY_MESSENGER_NAME`."""
    platforms: Annotated[tuple[str, ...], Meta(examples=[["plaza"]])] = ()
    """The platforms whose account holders it tells."""
    duty: str = ""
    """The people on duty whom it wakes, as the messenger knows them. Default: nobody."""
    more: dict[str, str] = {}
    """What only this messenger asks for: texts in quotes. Mail: `from`, `user`, `tls`, `ca_file`."""


class PostSetting(MessengerTable, frozen=True, kw_only=True):
    """One messenger, under its name."""

    name: str

    @property
    def variable(self) -> str:
        """Name the variable of the environment that may hold the secret."""
        return "CAUTERY_MESSENGER_" + self.name.replace("-", "_").upper()

    def post(self, secret: str) -> MessengerSettings:
        """Add the secret."""
        return MessengerSettings(
            name=self.name, messenger=self.messenger, address=self.address, secret=secret, more=self.more
        )


def open_messenger(post: MessengerSettings) -> Messenger:
    """Prepare to tell people something; nothing is sent yet."""
    return take(messengers, post.messenger, Messenger).connect(post)  # type: ignore[type-abstract]


def read_posts(said: Mapping[str, MessengerTable]) -> Mapping[str, PostSetting]:
    """Name an owner's tables; Invalid for what cannot be a messenger, and for two that tell the same holders."""
    read = {name: _setting(name, table) for name, table in said.items()}
    told = [platform for one in read.values() for platform in one.platforms]
    if twice := sorted({platform for platform in told if told.count(platform) > 1}):
        raise Invalid(f"two messengers tell the account holders of '{twice[0]}'; name it under 'platforms' of one.")
    return read


def own_settings(messenger: str) -> Mapping[str, str]:
    """List the keys that only one messenger knows, and what each is expected to be."""
    return take(messengers, messenger, Messenger).settings  # type: ignore[type-abstract]


def _setting(name: str, table: MessengerTable) -> PostSetting:
    if not _NAME.fullmatch(name):
        raise Invalid(f"'{name}' cannot name a messenger; small letters, digits, '-' and '_' can.")
    if table.messenger not in names_on(messengers):
        raise Invalid(f"there is no messenger '{table.messenger}'. Known are: {', '.join(names_on(messengers))}.")
    return PostSetting(name=name, **msgspec.structs.asdict(table) | {"address": table.address.rstrip("/")})

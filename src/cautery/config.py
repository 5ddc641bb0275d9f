"""Where an installation lives, and the few things about it that an owner may set in `cautery.toml`."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

import msgspec

from cautery.access.provider import Provider
from cautery.enforcement.guards import Limits
from cautery.errors import Missing
from cautery.kit.schedule import Schedule, read_schedule
from cautery.platforms.messenger import MessengerSettings
from cautery.platforms.posts import PostSetting, read_posts
from cautery.platforms.posts import own_settings as posts_settings
from cautery.platforms.reach import Reach
from cautery.platforms.settings import PlatformSetting, read_settings
from cautery.platforms.settings import own_settings as platform_settings
from cautery.settings.places import SettingsFile
from cautery.settings.reading import placed, read_as, read_file, refuse_unknown
from cautery.settings.tables import (
    AuthorityTable,
    Keep,
    MailboxTable,
    OrderRules,
    Schedules,
    ServiceFacts,
    Settings,
    StatementsTable,
)

STATEMENTS_TOKEN = "CAUTERY_STATEMENTS_TOKEN"  # noqa: S105  the name of a variable
MAILBOX_SECRET = "CAUTERY_MAILBOX_SECRET"  # noqa: S105  the name of a variable
PROVIDER_SECRET = "CAUTERY_PROVIDER_SECRET"  # noqa: S105  the name of a variable


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
    takedown: Limits = field(default_factory=Limits)
    """The guards of takedowns, and the worker's pace."""
    provider: Provider | None = None
    """Whose accounts people sign in with, beside passwords and passkeys; None: nobody's."""

    private_hooks: tuple[IPv4Network | IPv6Network, ...] = ()
    """Networks inside, where webhooks may go too: `["10.1.0.0/16", "127.0.0.1/32"]`."""
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    """Web servers in front, whose word about who asks counts: `["127.0.0.1/32", "::1/128"]`."""
    platforms: Mapping[str, PlatformSetting] = field(default_factory=dict)
    """The platforms outside, by their short names."""

    messengers: Mapping[str, PostSetting] = field(default_factory=dict)
    """The ways to account holders and to people on duty."""

    statements: Mapping[str, StatementsTable] = field(default_factory=dict)
    """Where the statements of reasons of each platform go."""

    gold_every: int = 40
    """One in so many cases that somebody gets is one with a known answer, where there are such; 0: none."""

    keep: Keep = field(default_factory=Keep)
    """For how long each kind of data is kept."""

    schedules: Mapping[str, Schedule] = field(default_factory=lambda: _schedules(Schedules()))
    """When each job runs by itself."""

    service: ServiceFacts = field(default_factory=ServiceFacts)
    """Who runs the service, for the laws that apply."""

    authorities: Mapping[str, AuthorityTable] = field(default_factory=dict)
    """Authorities, as the owner knows them: who is told of threats to life."""

    mailbox: MailboxTable | None = None
    """The mailbox at which authorities send orders; None: none is read."""

    orders: OrderRules = field(default_factory=OrderRules)
    """What happens to orders of authorities by itself."""

    fetch_links: bool = False
    """Whether what links lead to may be fetched for those who hold the permission."""

    @property
    def database(self) -> Path | str:
        return self.database_url or self.sqlite

    @property
    def sqlite(self) -> Path:
        return self.home / "cautery.db"

    @property
    def identity(self) -> Path:
        """Which installation this is: its database belongs to no other."""
        return self.home / "installation"

    @property
    def served(self) -> Path:
        """Held by the one process that serves this home."""
        return self.home / "served"

    @property
    def ingest_socket(self) -> Path:
        """Where the process that serves takes files in."""
        return self.home / "ingest.sock"

    @property
    def link_key(self) -> Path:
        """What signs links that are handed to people outside."""
        return self.home / "keys" / "links.key"

    @property
    def provider_secret(self) -> str:
        """What proves to the provider who we are; '' where none is set."""
        file = self.provider.client_secret_file if self.provider else ""
        if not file:
            return os.environ.get(PROVIDER_SECRET, "")
        try:
            return (self.home / file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise Missing(f"The provider's secret '{self.home / file}' cannot be read; put it there again.") from None

    @property
    def mailbox_secret(self) -> str:
        """What opens the mailbox; '' where none is set."""
        file = self.mailbox.secret_file if self.mailbox else ""
        if not file:
            return os.environ.get(MAILBOX_SECRET, "")
        try:
            return (self.home / file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise Missing(f"The mailbox's password '{self.home / file}' cannot be read; put it there again.") from None

    def reach(self, platform: str) -> Reach:
        """Say how a platform is reached, and prove who we are there."""
        if platform not in self.platforms:
            known = ", ".join(sorted(self.platforms)) or "none yet"
            raise Missing(f"There is no platform '{platform}' in cautery.toml; there are: {known}.")
        setting = self.platforms[platform]
        if not setting.secret_file and setting.variable not in os.environ:
            raise Missing(
                f"The secret for '{platform}' is not set: put it into a file and name that as 'secret_file' in "
                f"[platforms.{platform}], or into the variable {setting.variable}."
            )
        return setting.reach(
            self._platform_secret(platform, setting.secret_file, setting.variable),
            webhook_secret=self._platform_secret(platform, setting.webhook_secret_file, setting.webhook_variable),
        )

    def _platform_secret(self, platform: str, file: str, variable: str) -> str:
        """Read a secret from where it is kept; '' where it is nowhere."""
        if not file:
            return os.environ.get(variable, "")
        try:
            return (self.home / file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise Missing(
                f"The secret for '{platform}', '{self.home / file}', cannot be read; put it there again."
            ) from None

    def post(self, messenger: str) -> MessengerSettings:
        """Say how a messenger is reached, with its secret where one is set."""
        setting = self.messengers[messenger]
        if not setting.secret_file:
            return setting.post(os.environ.get(setting.variable, ""))
        try:
            return setting.post((self.home / setting.secret_file).read_text(encoding="utf-8").strip())
        except (OSError, UnicodeDecodeError):
            raise Missing(
                f"The secret for messenger '{messenger}', '{self.home / setting.secret_file}', cannot be read; "
                f"put it there again."
            ) from None

    def statements_token(self, platform: str) -> str:
        """Prove to the transparency database which platform speaks; Missing where no token is set."""
        file = self.statements[platform].token_file
        if not file and os.environ.get(STATEMENTS_TOKEN):
            return os.environ[STATEMENTS_TOKEN]
        try:
            return (self.home / (file or "-")).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise Missing(
                f"The token for the statements of '{platform}' is not set: put it into a file and name that as 'token_file' "
                f"in [statements.{platform}], or into the variable {STATEMENTS_TOKEN}."
            ) from None

    @property
    def cursors(self) -> Path:
        """How far each platform was read: lost, it is read from the beginning, and what is known is known."""
        return self.home / "cursors"

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
    def access_key(self) -> Path:
        """What sessions, passwords and keys are bound to, so that whoever writes to the database becomes nobody by it."""
        return self.home / "keys" / "access.key"

    @property
    def backup_key(self) -> Path:
        """The public key that backups are encrypted to; its secret half is kept elsewhere."""
        return self.home / "keys" / "backup.pub"

    @property
    def trait_keys(self) -> Path:
        """What identifying traits are hashed with."""
        return self.home / "keys" / "traits.json"

    @property
    def hook_keys(self) -> Path:
        """What the secrets of webhooks are made of."""
        return self.home / "keys" / "hooks.json"

    @property
    def checkpoint(self) -> Path:
        """The newest signed root of the log, outside of the database; copy it to where others keep it."""
        return self.home / "checkpoints" / "latest.note"

    @property
    def erasures(self) -> Path:
        """The signed list of erasures that are done; copy it to where backups are kept: a restore erases again."""
        return self.home / "checkpoints" / "erasures.notes"

    @property
    def engine(self) -> Path:
        """All below it can be deleted and is computed again."""
        return self.home / "engine"

    @property
    def text_index(self) -> Path:
        """Where the index of texts and names lies."""
        return self.engine / "search.db"

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
    def watch(self) -> Path:
        """What became of the last comparison of newcomers with removed accounts."""
        return self.engine / "watch.json"

    @property
    def effect(self) -> Path:
        """What was measured last of the effect."""
        return self.engine / "effect"

    @property
    def what_if(self) -> Path:
        """Which policies were played side by side last."""
        return self.engine / "what-if"

    @property
    def traces(self) -> Path:
        """What accounts have by which hands are known, day by day."""
        return self.engine / "traces"

    @property
    def hands(self) -> Path:
        """What was learnt about hands that come back."""
        return self.engine / "hands"


def read_config(home: Path) -> Config:
    """Read an installation's settings; refuse a folder that `cautery init` has not made."""
    file = home / "cautery.toml"
    if not file.exists():
        raise Missing(f"There is no installation in '{home}'; make one with: cautery init --home {home}")
    written = read_file(file)
    said = read_as(Settings, written)
    if said.gold_every == 1:
        raise written.wrong(
            ["gold_every"], "'gold_every' is 0, or from 2 on: with 1 each case would be one with a known answer."
        )
    with placed(written, "messengers"):
        posts = read_posts(said.messengers)
    for name, post in posts.items():
        if post.more:
            refuse_unknown(written, ("messengers", name), post.more, posts_settings(post.messenger), of=post.messenger)
    return Config(
        home=home,
        platforms=_platforms(said, written),
        messengers=posts,
        name=said.name,
        policy=(home / said.policy) if said.policy else None,
        other_crimes=said.other_crimes,
        database_url=said.database or None,
        public_url=(said.public_url or "").rstrip("/") or None,
        private_hooks=_networks(written, "private_hooks", said.private_hooks),
        trusted_proxies=_networks(written, "trusted_proxies", said.trusted_proxies),
        takedown=said.takedown,
        fetch_links=said.fetch_links,
        gold_every=said.gold_every,
        provider=said.provider,
        keep=said.keep,
        service=said.service,
        orders=said.orders,
        mailbox=said.mailbox,
        authorities=said.authorities,
        statements=said.statements,
        schedules=_schedules(said.schedules),
    )


def _schedules(said: Schedules) -> Mapping[str, Schedule]:
    return {job: read_schedule(str(when)) for job, when in msgspec.structs.asdict(said).items()}


def _platforms(said: Settings, written: SettingsFile) -> Mapping[str, PlatformSetting]:
    found: dict[str, PlatformSetting] = {}
    for name, table in said.platforms.items():
        with placed(written, "platforms", name):
            found |= read_settings({name: table})
        if table.more:
            refuse_unknown(
                written, ("platforms", name), table.more, platform_settings(table.connector), of=table.connector
            )
    return found


def _networks(written: SettingsFile, name: str, said: Sequence[str]) -> tuple[IPv4Network | IPv6Network, ...]:
    found = []
    for one in said:
        try:
            found.append(ip_network(one))
        except ValueError:
            raise written.wrong(
                [name], f"'{name}' names '{one}', which is no network; write it like 10.1.0.0/16."
            ) from None
    return tuple(found)

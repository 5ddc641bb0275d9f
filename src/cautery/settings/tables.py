"""Every key of `cautery.toml`, with its type and default. `docs/reference/settings.md` is made from these types."""

from typing import Annotated

import msgspec
from msgspec import Meta

from cautery.access.provider import Provider
from cautery.enforcement.guards import Limits
from cautery.platforms.posts import MessengerTable
from cautery.platforms.settings import PlatformTable

Address = Annotated[
    str,
    Meta(
        pattern=r"^https?://[^\s/?#@]+(/[^\s?#]*)?$",
        title="an address that begins with https:// or http://, in quotes",
        examples=["https://moderation.forum.example"],
    ),
]


When = Annotated[
    str,
    Meta(
        pattern=r"^(daily ([01]\d|2[0-3]):[0-5]\d|every [1-9]\d{0,3} (minute|hour|day)s?|off)$",
        title='"daily 03:00" (in UTC), "every 6 hours" or "off"',
        examples=["daily 03:00"],
    ),
]


class Schedules(msgspec.Struct, frozen=True, kw_only=True):
    """When the jobs run by themselves while the installation is served; `cautery jobs` lists them with their last runs."""

    networks: When = "daily 03:00"
    """Finds coordinated networks."""
    effect: When = "daily 04:00"
    """Measures the effect of takedowns."""
    history_check: When = "daily 02:00"
    """Reads the journal and all parts of history, and computes again what is damaged."""
    expiry: When = "every 1 hour"
    """Drops what is over: links, counts of tries, answers kept for repeated calls."""
    retention: When = "daily 01:00"
    """Deletes what `[keep]` keeps no longer."""
    notices: When = "every 6 hours"
    """Asks again who posted what was reported before it was known."""
    statements: When = "every 1 hour"
    """Sends statements of reasons to the DSA transparency database, for the platforms under `[statements]`."""


Days = Annotated[int, Meta(ge=0, le=36500, examples=[400])]


class Keep(msgspec.Struct, frozen=True, kw_only=True):
    """For how many days data is kept; 0: as long as the installation. What a hold covers stays."""

    events: Days = 0
    """Events in the journal and in history, counted from the latest event."""
    exhibits: Days = 0
    """What decided cases show, after the decision and after the time for appeals."""
    quarantine: Days = 0
    """Items that could not be read."""
    rejects: Days = 0
    """Files of rejected lines."""
    exposure: Days = 0
    """Which cases a moderator looked at."""


Country = Annotated[str, Meta(pattern="^[A-Z]{2}$", title="a country as two letters in quotes", examples=["DE"])]


class ServiceFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Who runs the service. Which laws apply depends on it; `cautery laws` shows them."""

    established: Country | None = None
    """The country in which you are established."""
    operator: str = ""
    """Who runs the service, as letters to account holders name it."""
    emergency: str = "112"
    """The number to call when somebody is in danger: the form for reports names it. 112 holds in the Union and in Turkey."""
    users: list[Country] = []
    """The countries in which you offer the service; `EU` stands for all Member States."""
    staff: Annotated[int, Meta(ge=0)] = 1
    """How many people work for you."""
    turnover: Annotated[float, Meta(ge=0)] = 0.0
    """Yearly turnover in million euros."""
    contact_point: str = ""
    """The published address at which authorities reach you electronically."""
    representative: str = ""
    """Your legal representative in the Union, where you are established outside of it."""
    languages: list[str] = []
    """The languages in which you take orders."""
    terms: str = ""
    """Where your terms are published."""


class AuthorityTable(msgspec.Struct, frozen=True, kw_only=True):
    """An authority, as you know it from its official site and never from a message."""

    title: Annotated[str, Meta(min_length=1, title="a text in quotes, not empty")]
    """Its name."""
    country: Country | None = None
    """The country for which it is competent."""
    contact: str = ""
    """How it is reached at any hour: telephone, mail."""
    threats: Annotated[bool, Meta(examples=[True])] = False
    """Whether it is told of threats to life."""
    domains: list[str] = []
    """Mail domains from which it writes. An order by mail is authentic by a valid DKIM signature of one of these."""


class MailboxTable(msgspec.Struct, frozen=True, kw_only=True):
    """A mailbox that takes orders and nothing else: every new message in it counts as an order."""

    address: Annotated[
        str, Meta(pattern=r"^imaps?://[^\s/?#@]+$", title="an address that begins with imaps://, in quotes")
    ]
    """The IMAP server."""
    user: Annotated[str, Meta(min_length=1, title="a text in quotes, not empty")]
    """The name to sign in with."""
    secret_file: str = ""
    """File with the password, beside `cautery.toml`. Default: the variable `CAUTERY_MAILBOX_SECRET`."""
    folder: str = "INBOX"
    """The folder that is read."""
    server: str = ""
    """The name in the `Authentication-Results` header that your own mail server writes. Without it, no message is proved."""


class OrderRules(msgspec.Struct, frozen=True, kw_only=True):
    """What happens to orders of authorities by itself."""

    execute_unattended: Annotated[bool, Meta(examples=[True])] = False
    """Whether an authentic order that names exactly one thing is carried out, reversibly, after 40 minutes without anybody. A
    person must look at it afterwards. While this is false, an order that arrives at night waits for a person."""


class StatementsTable(msgspec.Struct, frozen=True, kw_only=True):
    """Where the statements of reasons of a platform go: the DSA transparency database knows each platform by its own token."""

    address: Address = "https://transparency.dsa.ec.europa.eu"
    """The database's address; the Commission names another one for trials."""
    token_file: str = ""
    """File with the platform's token, beside `cautery.toml`. Default: the variable `CAUTERY_STATEMENTS_TOKEN`."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file; nothing in it must be set."""

    name: Annotated[str, Meta(min_length=1, title="a text in quotes, not empty")] = "cautery.local"
    """The name under which the audit log signs; usually the host name. It is set once, by `cautery init`."""
    policy: str = ""
    """Path of your own policy file, relative to the installation's folder. Default: the policy that is shipped."""
    database: Annotated[
        str,
        Meta(
            pattern=r"^postgresql://\S+$",
            title="an address that begins with postgresql://, in quotes",
            examples=["postgresql://cautery@127.0.0.1/cautery"],
        ),
    ] = ""
    """Address of a PostgreSQL database that exists already: `postgresql://USER@HOST/NAME`. Default: one SQLite file."""
    public_url: Address | None = None
    """Where people reach this installation: links in letters, passkeys and cookies over TLS depend on it."""
    other_crimes: str = ""
    """Where to hand material of another crime (the sexual abuse of children), in words for the moderator who meets it."""
    fetch_links: Annotated[bool, Meta(examples=[True])] = False
    """Whether what links lead to may be fetched, for those who hold that permission."""
    gold_every: Annotated[int, Meta(ge=0, examples=[40])] = 40
    """One in this many cases that a moderator gets is a case with a known answer; 0: none."""
    private_hooks: Annotated[list[str], Meta(examples=[["10.1.0.0/16"]])] = []
    """Internal networks to which webhooks may be sent as well."""
    trusted_proxies: Annotated[list[str], Meta(examples=[["127.0.0.1/32", "::1/128"]])] = []
    """Web servers in front of this one, whose word about who asks (X-Forwarded-For) counts. Nobody else's does."""
    provider: Provider | None = None
    """The OpenID provider whose accounts your people sign in with, beside passwords and passkeys."""
    takedown: Limits = msgspec.field(default_factory=Limits)
    """Guards of takedowns, and the pace of enforcement."""
    keep: Keep = msgspec.field(default_factory=Keep)
    """For how long each kind of data is kept."""
    schedules: Schedules = msgspec.field(default_factory=Schedules)
    """When each job runs by itself."""
    service: ServiceFacts = msgspec.field(default_factory=ServiceFacts)
    """Who runs the service, for the laws that apply."""
    orders: OrderRules = msgspec.field(default_factory=OrderRules)
    """What happens to orders of authorities by itself."""
    authorities: dict[str, AuthorityTable] = {}
    """The authorities that you deal with, each under a short name."""
    mailbox: MailboxTable | None = None
    """The mailbox at which authorities send orders."""
    platforms: dict[str, PlatformTable] = {}
    """The platforms that are moderated, each under a short name."""
    messengers: dict[str, MessengerTable] = {}
    """The ways to account holders and to people on duty, each under a name."""
    statements: dict[str, StatementsTable] = {}
    """Platforms whose statements of reasons go to the DSA transparency database, by their short names."""

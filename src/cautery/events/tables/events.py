"""Events that the rows of a table stand for: posts, sign-ups, and from where somebody wrote."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from cautery.errors import Invalid
from cautery.events.format import Reject, read_back
from cautery.events.tables.columns import TRAITS
from cautery.events.tables.table import Table, rows_of
from cautery.events.tables.times import DayOrder, read_time
from cautery.kit.canonical import canonical_json, digest
from cautery.kit.sheets import is_shortened
from cautery.model.account import AccountId, Platform
from cautery.model.event import (
    AccountCreated,
    AccountUpdated,
    AnyEvent,
    Post,
    PostCreated,
    Profile,
    Reference,
    SessionStarted,
)

Row = Mapping[str, str]
Traits = dict[str, str | int | float | bool | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMeaning:
    """What a table does not say itself."""

    platform: Platform
    zone: tzinfo | None = None
    """Where times are meant that say no offset."""
    order: DayOrder | None = None
    """In which order dates are written that could be read in two."""


@dataclass(frozen=True, slots=True)
class AccountNames:
    """Which account has which name: a list of who was removed often has names, and the posts have numbers."""

    by_handle: dict[str, AccountId] = field(default_factory=dict)
    seen: set[AccountId] = field(default_factory=set)

    def learn(self, account: AccountId, handle: str) -> None:
        """Keep the name of an account."""
        self.seen.add(account)
        if handle:
            self.by_handle.setdefault(handle.casefold(), account)

    def named(self, said: str) -> AccountId:
        """Give the account that a list means by its number or by its name; what is known by neither stays as it is."""
        return AccountId(said) if said in self.seen else self.by_handle.get(said.casefold(), AccountId(said))


def events_of(table: Table, meaning: TableMeaning, accounts: AccountNames) -> Iterator[AnyEvent | Reject]:
    """Read a table of posts or members as events; a bad row stops none of the others, and is given with its reason."""
    told = set[str]()  # who somebody is, and from where they wrote, is said once and not with each post
    for number, row in rows_of(table):
        if isinstance(row, str):
            yield Reject(line=number, reason=row, raw=b"")
            continue
        try:
            for event in _events(table, row, meaning):
                if isinstance(event, PostCreated) or event.id not in told:
                    yield read_back(event)
                    told.add(event.id)
        except Invalid as error:
            yield Reject(line=number, reason=str(error), raw=canonical_json(row))
            continue
        accounts.learn(account_of(row), row.get("handle", ""))


def account_of(row: Row) -> AccountId:
    """Give the account of a row; refuse (Invalid) none, and a number of which a spreadsheet has lost the end."""
    said = row.get("account") or row.get("handle", "")
    if not said:
        raise Invalid("The row names no account.")
    if is_shortened(said):
        raise Invalid(
            f"'{said}' is a number that a spreadsheet has shortened: keep the column as text, and export it again."
        )
    return AccountId(said)


def time_of(row: Row, meaning: TableMeaning, order: DayOrder | None) -> datetime:
    """Give the time of a row; refuse (Invalid) one that could be another."""
    at = read_time(row.get("at", ""), order=meaning.order or order, zone=meaning.zone)
    if at is None:
        raise Invalid(
            f"'{row['at']}' says no offset from UTC; say where it is meant: --timezone UTC, or Europe/Berlin."
        )
    return at


def _events(table: Table, row: Row, meaning: TableMeaning) -> Iterator[AnyEvent]:
    about, at, platform = account_of(row), time_of(row, meaning, table.order), meaning.platform
    traits: Traits = {name: row[name] for name in TRAITS if name in row}
    joined = at if table.kind == "members" else None
    profile = Profile(
        handle=row.get("handle"), display_name=row.get("display_name"), bio=row.get("bio"), created_at=joined
    )
    if joined is not None:
        yield AccountCreated(
            id=f"member {about}", at=at, platform=platform, account=about, profile=profile, traits=traits
        )
        return
    if profile != Profile():
        shown = digest(about, *(row.get(name, "") for name in ("handle", "display_name", "bio")))
        yield AccountUpdated(id=f"profile {shown}", at=at, platform=platform, account=about, profile=profile)
    if traits:
        used = digest(about, at.date().isoformat(), *(f"{name} {value}" for name, value in traits.items()))
        yield SessionStarted(id=f"session {used}", at=at, platform=platform, account=about, traits=traits)
    yield PostCreated(id=f"post {_post(row, at)}", at=at, platform=platform, account=about, post=_written(row, at))


def _post(row: Row, at: datetime) -> str:
    return row.get("post") or digest(account_of(row), at.isoformat(), row.get("text", ""))


def _written(row: Row, at: datetime) -> Post:
    answers = Reference(post=row["reply_to"]) if row.get("reply_to", "0") not in ("0", "") else None
    return Post(id=_post(row, at), text=row.get("text"), reply_to=answers)

"""Find: what bears a name here, and what was posted; by words, by fields, or by the beginning of a name."""

from collections.abc import Iterable
from dataclasses import dataclass

from cautery.app import App
from cautery.engine.text_index import IndexedName, PostPlace, PostQuestion, find_names, find_posts, names_of, opened
from cautery.model.account import Account
from cautery.model.case import Case, CaseId
from cautery.model.network import Network, NetworkId
from cautery.model.plan import PlanId
from cautery.pipeline.cases.account_status import account_status_of
from cautery.pipeline.connections.posts_found import PostFound, read_posts
from cautery.pipeline.connections.search_query import SearchQuery, read_query
from cautery.schemas.networks import AccountSummary
from cautery.signals.fold import fold
from cautery.store import cases, names, networks, plans

MOST_ACCOUNTS = 40
MOST_POSTS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """What bears a name, and which posts answer the question."""

    query: SearchQuery
    case: Case | None
    network: Network | None
    takedown: str | None
    accounts: tuple[AccountSummary, ...]
    called: dict[Account, str]
    """The name by which an account was found."""
    exact: bool
    """Whether the accounts bear just the name that was asked for."""
    posts: tuple[PostFound, ...]
    older: int | None
    """The number of the last of these posts, where there are older ones."""


def find(app: App, typed: str, *, texts: bool = False, before: int | None = None) -> SearchResult:
    """Look for cases, networks, takedowns, accounts and posts.

    Args:
        texts: whether posts are looked for: only for who may read the history of accounts.
        before: the number of a post; only older ones are given.
    """
    query = read_query(typed)
    asked = (query.fields.get("account") or query.text).strip().removeprefix("@")
    found = _posts(app, query, before) if texts and query.of_posts else []
    near = _named(app, asked, query.fields.get("platform", "")) if asked else []
    with app.reading() as connection:
        accounts = names.accounts_named(connection, asked) if asked and before is None else []
        named = [account for account in accounts if account.platform] or accounts
        exact = bool(named)
        called = {one.about: one.said for one in near if one.about not in named}
        standings = account_status_of(connection, [*named, *called])
        takedown = query.fields.get("takedown") or asked
        return SearchResult(
            query=query,
            case=cases.get(connection, CaseId(query.fields.get("case") or asked)),
            network=networks.get(connection, NetworkId(asked)),
            takedown=takedown if takedown and plans.get(connection, PlanId(takedown)) else None,
            accounts=tuple(standings[one] for one in (*named, *called)),
            called=called,
            exact=exact and not called,
            posts=tuple(read_posts(app, found[:MOST_POSTS])),
            older=found[MOST_POSTS - 1].number if len(found) > MOST_POSTS else None,
        )


def names_had(app: App, about: Account) -> tuple[IndexedName, ...]:
    """List all handles and display names that an account had, as far as events told; the latest first."""
    with opened(app.config.text_index) as connection:
        return tuple(one for one in names_of(connection, about) if one.kind != "id")


def _named(app: App, asked: str, platform: str) -> list[IndexedName]:
    with opened(app.config.text_index) as connection:
        found = find_names(connection, fold(asked), most=4 * MOST_ACCOUNTS, platform=platform)
    first: dict[Account, IndexedName] = {}
    for one in found:
        first.setdefault(one.about, one)
    return list(first.values())[:MOST_ACCOUNTS]


def _posts(app: App, query: SearchQuery, before: int | None) -> list[PostPlace]:
    said = query.fields
    with opened(app.config.text_index) as connection:
        who = find_names(connection, fold(said["from"].removeprefix("@")), most=200) if "from" in said else ()
        question = PostQuestion(
            words=query.words,
            platform=said.get("platform", ""),
            accounts=_exactly(who, said["from"]) if "from" in said else None,
            lang=said.get("lang", ""),
            hash=said.get("hash", "").lower(),
            after=query.time("after"),
            before=query.time("before"),
        )
        return find_posts(connection, question, most=MOST_POSTS + 1, before=before)


def _exactly(found: Iterable[IndexedName], asked: str) -> tuple[str, ...]:
    """Give the accounts of just that name; ids are told as they are, whatever they call themselves."""
    name = fold(asked.removeprefix("@"))
    return tuple(dict.fromkeys(one.about.id for one in found if one.name == name))

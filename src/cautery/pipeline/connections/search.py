"""Find: what bears a name here, so that whoever was told a name gets to its page."""

from dataclasses import dataclass

from cautery.app import App
from cautery.model.case import Case, CaseId
from cautery.model.network import Network, NetworkId
from cautery.pipeline.cases.account_status import account_status_of
from cautery.schemas.networks import AccountSummary
from cautery.store import cases, names, networks


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """What bears a name."""

    case: Case | None
    network: Network | None
    accounts: tuple[AccountSummary, ...]


def find(app: App, name: str) -> SearchResult:
    """Look for a case, a network or accounts of that name; an account's is its id, or how it calls itself."""
    asked = name.strip().removeprefix("@")
    with app.reading() as connection:
        accounts = names.accounts_named(connection, asked) if asked else []
        named = [account for account in accounts if account.platform] or accounts
        standings = account_status_of(connection, named)
        return SearchResult(
            case=cases.get(connection, CaseId(asked)),
            network=networks.get(connection, NetworkId(asked)),
            accounts=tuple(standings[one] for one in named),
        )

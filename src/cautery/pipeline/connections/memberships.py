"""Company: whom an account stands with, as far as networks were found, and what a network was and is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cautery.app import App
from cautery.errors import Missing
from cautery.model.account import Account
from cautery.model.case import CaseId
from cautery.model.network import Network, NetworkId
from cautery.pipeline.cases.account_status import account_status_of
from cautery.schemas.networks import AccountSummary, NetworkCase, NetworkChange, NetworkListItem
from cautery.store import cases, decisions
from cautery.store import networks as ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkRecord:
    """A network with all that is known here of it and its members."""

    network: Network
    standings: Mapping[Account, AccountSummary]
    """Of members and bystanders."""
    changes: tuple[NetworkChange, ...]
    """Newest first."""
    cases: tuple[NetworkCase, ...]
    """Newest first."""

    @property
    def removed(self) -> int:
        """Count the members that people finally removed."""
        return _removed(self.network, self.standings)


def known_networks(app: App) -> tuple[NetworkListItem, ...]:
    """List the networks as they were last seen, the largest first."""
    with app.reading() as connection:
        found = ledger.latest(connection)
        everybody = {member.account for one in found for member in one.members}
        standings = account_status_of(connection, everybody)
    listed = [NetworkListItem(network=one, removed=_removed(one, standings)) for one in found]
    return tuple(sorted(listed, key=lambda one: (-len(one.network.members), one.network.id)))


def networks_of(app: App, about: Account) -> tuple[Network, ...]:
    """List the networks that an account is in."""
    with app.reading() as connection:
        return tuple(ledger.with_account(connection, about))


def network_of(app: App, case: CaseId) -> Network | None:
    """Give the network that a case is about; None when it is about one account."""
    with app.reading() as connection:
        return ledger.of_case(connection, case)


def meet(app: App, name: NetworkId) -> NetworkRecord:
    """Give a network with all that is known here of it."""
    with app.reading() as connection:
        was = ledger.versions(connection, name)
        if not was:
            raise Missing(f"There is no network '{name}'.")
        members = {member.account for member in was[-1].members} | set(was[-1].bystanders)
        about = cases.some(connection, list(dict.fromkeys(network.case for network in was if network.case is not None)))
        return NetworkRecord(
            network=was[-1],
            standings=account_status_of(connection, members),
            changes=tuple(reversed(_changes(was))),
            cases=tuple(
                NetworkCase(case=case, decisions=tuple(decisions.of_case(connection, case.id)))
                for case in reversed(about.values())
            ),
        )


def _changes(was: Sequence[Network]) -> list[NetworkChange]:
    before: set[Account] = set()
    changes = []
    for network in was:
        now = {member.account for member in network.members}
        changes.append(
            NetworkChange(network=network, came=tuple(sorted(now - before)), left=tuple(sorted(before - now)))
        )
        before = now
    return changes


def _removed(network: Network, standings: Mapping[Account, AccountSummary]) -> int:
    return sum(standings[member.account].removed for member in network.members)

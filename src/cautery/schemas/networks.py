"""Networks, the accounts in them and who continued whom: as programs are answered."""

from collections import Counter
from dataclasses import dataclass

from cautery.model.account import Account
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, Measure
from cautery.model.network import Network
from cautery.model.operator import SuccessionStep


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSummary:
    """What is known here of an account, in a line."""

    account: Account
    handle: str | None
    """How it calls itself, as its last case shows."""
    decision: Decision | None
    """What holds of the account as a whole; None where nobody decided."""
    waits: CaseId | None
    """A case about it that waits."""

    @property
    def name(self) -> str:
        """Name it as a person would."""
        return self.handle or self.account.id

    @property
    def removed(self) -> bool:
        """Whether people finally removed it."""
        return self.decision is not None and self.decision.verdict == "violating" and self.decision.measure == "suspend"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkChange:
    """What a network was when it changed, and who came and went."""

    network: Network
    came: tuple[Account, ...]
    left: tuple[Account, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkCase:
    """A case about a network, and how it was decided."""

    case: Case
    decisions: tuple[Decision, ...]

    @property
    def measure(self) -> Measure | None:
        """What holds of most of its accounts; None before a decision. An appeal of one member changes one account."""
        holds = {decision.about: decision.measure for decision in self.decisions}
        most = Counter(holds.values()).most_common(1)
        return most[0][0] if most else None


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkListItem:
    """A network in a list."""

    network: Network
    removed: int
    """Members that people finally removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionView:
    """Accounts that probably are one hand. Who that is, nobody says."""

    accounts: tuple[AccountSummary, ...]
    """In the order of time."""
    steps: tuple[SuccessionStep, ...]
    """What joins them, oldest first."""
    apart: tuple[SuccessionStep, ...]
    """What once joined them with others, until a person set them apart."""

    @property
    def first(self) -> AccountSummary:
        """Give the account that all others continue."""
        return self.accounts[0]

    @property
    def living(self) -> tuple[AccountSummary, ...]:
        """List those that nobody removed."""
        return tuple(account for account in self.accounts if not account.removed)

    def steps_to(self, account: Account) -> tuple[SuccessionStep, ...]:
        """List what joins an account to an earlier one."""
        return tuple(step for step in self.steps if step.account == account)


@dataclass(frozen=True, slots=True, kw_only=True)
class Networks:
    """A part of the networks, the largest first."""

    networks: tuple[NetworkListItem, ...]
    next: str | None
    """The cursor of the next part; null on the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkView:
    """A network with all that is known here of it and its members."""

    network: Network
    standings: tuple[AccountSummary, ...]
    """Of members and bystanders: what people decided, and what waits."""
    changes: tuple[NetworkChange, ...]
    """Newest first."""
    cases: tuple[NetworkCase, ...]
    """Newest first."""

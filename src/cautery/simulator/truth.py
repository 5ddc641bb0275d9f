"""What is true on the simulated platform, for those who measure: who runs what, and who came back as whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from cautery.model.account import AccountId
from cautery.simulator.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """One account, as only the simulation knows it."""

    account: AccountId
    role: str
    label: str
    """'violating' for every account of an operator, else 'benign'."""
    operator: str
    returns_of: str
    closed: bool


def truth_of(world: World) -> Iterator[Truth]:
    """Tell the truth about every account, by name."""
    for account, person in sorted(world.people.items()):
        yield Truth(
            account=account,
            role=person.role,
            label="violating" if person.operator else "benign",
            operator=person.operator or "",
            returns_of=person.returns_of or "",
            closed=person.closed,
        )

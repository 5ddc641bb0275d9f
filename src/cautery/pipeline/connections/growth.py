"""Growth: networks and operators as one graph over time: who joined when, which ties held, who was removed and restored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from cautery.app import App
from cautery.errors import Missing
from cautery.model.account import Account
from cautery.model.decision import Decision, decisions_in_force
from cautery.model.network import CERTAIN, MemberTie, Network, NetworkId, NetworkMember, Role
from cautery.pipeline.cases.account_status import account_status_of
from cautery.schemas.networks import AccountSummary
from cautery.store import continuations, decisions, networks, separations
from cautery.store.continuations import ContinuationLink
from cautery.store.database import ReadConnection

MOST_ACCOUNTS, MOST_TIES = 5_000, 50_000
"""What a browser draws smoothly (bench/graph.py); of more, the rest is counted and not drawn."""
HOPS = 20
"""Returns of returns that are followed."""
CONTINUES = "continues"
T = TypeVar("T")
Span = tuple[datetime, datetime | None]
"""From when until when; None: still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphAccount:
    """An account of the graph."""

    summary: AccountSummary
    role: Role | None
    """None for an account that is only linked to a member as its suspected earlier or later account."""
    chance: float | None
    spans: tuple[Span, ...]
    """When it was there, as far as detection told."""
    removals: tuple[Span, ...]
    """When it was removed by people."""
    networks: tuple[NetworkId, ...]

    @property
    def certain(self) -> bool:
        """Whether a decision about its network acts on it."""
        return self.chance is not None and self.chance >= CERTAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphTie:
    """What ties two accounts."""

    one: int
    """Its place among the accounts."""
    other: int
    kinds: tuple[str, ...]
    """Most often first; 'continues' for a suspected same operator, whose later account is `one`."""
    spans: tuple[Span, ...]
    occasions: int
    chance: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """A graph over time."""

    accounts: tuple[GraphAccount, ...]
    ties: tuple[GraphTie, ...]
    moments: tuple[datetime, ...]
    """When anything changed, oldest first."""
    more: int
    """Accounts that are not drawn."""


@dataclass(slots=True)
class _Seen(Generic[T]):
    """What versions of networks tell of a member or a tie."""

    last: T
    """As it was last."""
    spans: list[Span] = field(default_factory=list)
    networks: dict[NetworkId, None] = field(default_factory=dict)

    def add(self, now: T, network: Network, until: datetime | None) -> None:
        """Add that it was there from this version of a network to the next; versions that touch are one span."""
        self.last = now
        self.networks[network.id] = None
        last = self.spans[-1][1] if self.spans else None
        if last is not None and last >= network.at:
            self.spans[-1] = (self.spans[-1][0], until)
        elif not self.spans or last is not None:
            self.spans.append((network.at, until))


Members = dict[Account, _Seen[NetworkMember]]
MemberTies = dict[frozenset[Account], _Seen[MemberTie]]


def growth_of(app: App, network: NetworkId | None = None, about: Account | None = None) -> Growth:
    """Tell how a network, the surroundings of an account, or all that is known came to be.

    Raises:
        Missing: there is no such network.
    """
    with app.reading() as connection:
        versions = _versions(connection, network, about)
        members, ties = _told(versions)
        links = _links(connection, {*members, *([about] if about else [])})
        accounts = _drawn(members, links, about)
        standings = account_status_of(connection, accounts)
        made = decisions.about_some(connection, {one.id for one in accounts})
    everybody = len({*members, *(end for link in links for end in (link.account, link.earlier))})
    return _growth(accounts, members, ties, links, standings, _removals(accounts, made), everybody - len(accounts))


def _versions(connection: ReadConnection, network: NetworkId | None, about: Account | None) -> list[list[Network]]:
    """Give each network that is asked for as it was, oldest first."""
    if network is not None:
        was = networks.versions(connection, network)
        if not was:
            raise Missing(f"There is no network '{network}'.")
        return [was]
    found = networks.with_account(connection, about) if about is not None else networks.latest(connection)
    return [networks.versions(connection, one.id) for one in found]


def _told(versions: Iterable[Sequence[Network]]) -> tuple[Members, MemberTies]:
    """Add up what versions say: who was a member from when until when, and which ties held."""
    members: Members = {}
    ties: MemberTies = {}
    for was in versions:
        for network, until in zip(was, [*(later.at for later in was[1:]), None], strict=True):
            for member in network.members:
                members.setdefault(member.account, _Seen(member)).add(member, network, until)
            for tie in network.ties:
                ties.setdefault(frozenset((tie.one, tie.other)), _Seen(tie)).add(tie, network, until)
    return members, ties


def _links(connection: ReadConnection, known: set[Account]) -> list[ContinuationLink]:
    """Follow who continues whom, both ways, but for pairs that a person unlinked."""
    apart, found, ahead, met = separations.every(connection), dict[str, ContinuationLink](), known, set(known)
    for _ in range(HOPS):
        new = [
            link
            for link in continuations.links_among(connection, ahead)
            if frozenset((link.account, link.earlier)) not in apart
        ]
        found |= {link.case: link for link in new}
        ahead = {end for link in new for end in (link.account, link.earlier)} - met
        met |= ahead
        if not ahead:
            break
    return list(found.values())


def _drawn(members: Members, links: Iterable[ContinuationLink], about: Account | None) -> tuple[Account, ...]:
    """Choose who is drawn: who is asked about, members, and their earlier and later accounts; always in the same order."""
    near = sorted({end for link in links for end in (link.account, link.earlier)} - members.keys())
    order = dict.fromkeys(([about] if about else []) + sorted(members) + near)
    return tuple(order)[:MOST_ACCOUNTS]


def _removals(accounts: Iterable[Account], made: Sequence[Decision]) -> dict[Account, tuple[Span, ...]]:
    """Say when people had removed each; a label that names no platform is about whichever has it."""
    of_name: dict[str, list[Decision]] = {}
    for decision in made:
        if decision.post is None and decision.at is not None:
            of_name.setdefault(decision.about.id, []).append(decision)
    return {
        about: _removed([one for one in of_name[about.id] if one.about.platform in ("", about.platform)])
        for about in accounts
        if about.id in of_name
    }


def _removed(made: Sequence[Decision]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for count, decision in enumerate(made, start=1):
        holds = decisions_in_force(made[:count])[-1:]
        gone = any(one.verdict == "violating" and one.measure == "suspend" for one in holds)
        open_now = bool(spans) and spans[-1][1] is None
        if gone and not open_now and decision.at:
            spans.append((decision.at, None))
        elif open_now and not gone:
            spans[-1] = (spans[-1][0], decision.at)
    return tuple(spans)


def _growth(
    accounts: Sequence[Account],
    members: Members,
    ties: MemberTies,
    links: Sequence[ContinuationLink],
    standings: Mapping[Account, AccountSummary],
    removals: Mapping[Account, tuple[Span, ...]],
    more: int,
) -> Growth:
    first: dict[Account, datetime] = {}
    for link in reversed(links):
        first[link.account] = first[link.earlier] = link.at
    drawn = tuple(
        _account(one, members.get(one), standings[one], removals.get(one, ()), first.get(one)) for one in accounts
    )
    places = {one: place for place, one in enumerate(accounts)}
    kept = [*_continuing(links, places), *_meeting(ties, places)][:MOST_TIES]
    return Growth(accounts=drawn, ties=tuple(kept), moments=_moments(drawn, kept), more=more)


def _account(
    about: Account,
    seen: _Seen[NetworkMember] | None,
    summary: AccountSummary,
    removals: tuple[Span, ...],
    linked: datetime | None,
) -> GraphAccount:
    """Tell of an account; one that is only linked was there when it was linked, or removed."""
    starts = [linked] if linked else []
    starts += [removals[0][0]] if removals else []
    spans = tuple(seen.spans) if seen else ((min(starts), None),) if starts else ()
    return GraphAccount(
        summary=summary,
        role=seen.last.role if seen else None,
        chance=seen.last.chance if seen else None,
        spans=spans,
        removals=removals,
        networks=tuple(seen.networks) if seen else (),
    )


def _continuing(links: Iterable[ContinuationLink], places: Mapping[Account, int]) -> Iterable[GraphTie]:
    for link in links:
        if link.account in places and link.earlier in places:
            yield GraphTie(
                one=places[link.account],
                other=places[link.earlier],
                kinds=(CONTINUES,),
                spans=((link.at, None),),
                occasions=0,
                chance=link.chance,
            )


def _meeting(ties: MemberTies, places: Mapping[Account, int]) -> list[GraphTie]:
    """List the ties of members, those of the most hours first."""
    found = [
        GraphTie(
            one=places[tie.one],
            other=places[tie.other],
            kinds=tie.traces,
            spans=tuple(seen.spans),
            occasions=tie.occasions,
        )
        for seen in ties.values()
        if (tie := seen.last).one in places and tie.other in places
    ]
    return sorted(found, key=lambda tie: (-tie.occasions, tie.one, tie.other))


def _moments(accounts: Iterable[GraphAccount], ties: Iterable[GraphTie]) -> tuple[datetime, ...]:
    spans = [span for one in accounts for span in (*one.spans, *one.removals)]
    spans += [span for tie in ties for span in tie.spans]
    return tuple(sorted({at for span in spans for at in span if at is not None}))

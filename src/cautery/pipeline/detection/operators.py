"""Operators: which new account is probably which removed hand, and which accounts stand together as one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cautery.app import App
from cautery.engine.accounts import accounts_in
from cautery.errors import Conflict, Invalid, Missing
from cautery.model.account import Account, AccountId
from cautery.model.decision import Decision
from cautery.model.operator import Operator, OperatorLink
from cautery.pipeline.cases.exhibits import exhibit
from cautery.pipeline.cases.opening import open_returned
from cautery.pipeline.detection.index_counts import begun_since, count_indexed, worth_comparing
from cautery.pipeline.detection.taking import caught_up
from cautery.pipeline.history.decided import decisions_at
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.history.read import history_of, latest_event
from cautery.pipeline.history.trait_counts import count_others, trails_of
from cautery.store import separations
from cautery.suspicion.evidence import everyone
from cautery.suspicion.operators.alarms import Alarms
from cautery.suspicion.operators.attribution import Pair, attribute
from cautery.suspicion.operators.bank import Bank, Keys, OtherAccounts, Removed, bank_beside
from cautery.suspicion.operators.channels import Channels, shipped_channels
from cautery.suspicion.operators.compare import compare_each, compare_with
from cautery.suspicion.operators.learn import applied, learn_shares
from cautery.suspicion.operators.learnt import fetch_learnt, fetch_shares, keep_shares
from cautery.suspicion.operators.linkage import Threshold, links_of, threshold_of, with_shares
from cautery.suspicion.operators.portrait import AccountPortrait
from cautery.suspicion.operators.quoting import texts_of
from cautery.suspicion.operators.traits import portraits_of

DRAWN_AT_ONCE = 2_000
"""Accounts in memory while they are compared."""
Progress = Callable[[int, int], None]
"""How many of how many accounts have been compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorBank:
    """What is known of the hands behind removed accounts at a time."""

    bank: Bank
    channels: Channels
    threshold: Threshold
    known: tuple[Account, ...]
    """All accounts of the platform."""
    portraits: Mapping[Account, AccountPortrait]
    """Of those in the bank."""
    draw: Callable[[Sequence[Account]], Mapping[Account, AccountPortrait]]
    """Draws others, as far as history knows them."""
    asked: tuple[Account, ...]
    """Accounts that nobody has finally decided about."""
    decided: tuple[Decision, ...]
    apart: frozenset[Pair]


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorsFound:
    """Links from accounts to removed ones, and the operators that they make."""

    links: tuple[OperatorLink, ...]
    operators: tuple[Operator, ...]
    alarms: Alarms
    compared: int


def strongest_first(links: Iterable[OperatorLink]) -> list[list[OperatorLink]]:
    """Put links in the order in which they are read: by account, named ones first, the likeliest before the others."""
    by_account: dict[Account, list[OperatorLink]] = {}
    for link in links:
        by_account.setdefault(link.account, []).append(link)
    each = (sorted(of, key=lambda link: not link.named) for of in by_account.values())
    return sorted(each, key=lambda of: (not of[0].named, -of[0].chance, -of[0].bits, of[0].account))


def find_operators(
    app: App, *, at: datetime | None = None, false_alarms: float | None = None, progress: Progress = lambda *_: None
) -> OperatorsFound:
    """Compare the accounts that are not finally decided with the removed ones, and open cases for named returns.

    Nobody is drawn who was there before the first removal and shares nothing with the bank that few have.
    """
    hands = know_operators(app, at=at, false_alarms=false_alarms)
    asked = hands.asked if at is not None else compared_now(app, hands)
    links = tuple(links_in(hands, asked, progress))
    shares = learn_shares(links, hands.threshold, accounts=len(hands.asked))
    links = with_shares(links, hands.threshold, shares)
    named = [with_texts(hands, link) for link in _best(links) if link.named]
    met = sorted({link.earlier for link in links if link.named})
    among = tuple(links_in(hands, met))
    if at is None:
        keep_shares(shares, app.config.hands)
        open_returned(app, named, at=latest_event(app))
        exhibit(app, history_of(app, at=None))
    return OperatorsFound(
        links=links,
        operators=attribute(
            (*links, *among),
            compared=frozenset((*asked, *met)),
            even_bits=-hands.threshold.prior_bits,
            apart=hands.apart,
        ),
        alarms=_alarms(hands, shares),
        compared=len(asked),
    )


def compared_now(app: App, hands: OperatorBank) -> tuple[Account, ...]:
    """Name the accounts that are worth comparing with the bank as of now."""
    with caught_up(app) as accounts:
        return worth_comparing(accounts, hands.bank, hands.portraits.values(), hands.asked)


def with_texts(hands: OperatorBank, link: OperatorLink) -> OperatorLink:
    """Lay own texts of both accounts beside a link, for whoever judges it."""
    drawn = hands.draw([link.account])
    return replace(link, texts=texts_of(drawn[link.account], hands.portraits[link.earlier], hands.bank))


def _alarms(hands: OperatorBank, shares: Mapping[str, float]) -> Alarms:
    """Count whom it would name of those whom people decided to be innocent."""
    innocent = sorted({made.about for made in hands.decided if made.verdict == "benign"} & set(hands.known))
    links = with_shares(tuple(links_in(hands, innocent)), hands.threshold, shares)
    return Alarms(innocent=len(innocent), named=len({link.account for link in links if link.named}))


def weighed_here(app: App, hands: OperatorBank) -> OperatorBank:
    """Weigh as the last `find_operators` learnt that newcomers of this platform stand to removed accounts."""
    shares = {**hands.threshold.shares, **fetch_shares(app.config.hands)}
    return replace(hands, threshold=replace(hands.threshold, shares=shares))


def find_returned(app: App, *, since: datetime) -> tuple[OperatorLink, ...]:
    """Compare those who came since a time with the removed accounts, and open cases for named returns.

    What `find_operators` opens, of the newcomers only: for whoever asks soon after a removal, and often.
    """
    if lake_of(app).latest() is None:
        return ()
    hands = weighed_here(app, know_operators(app, at=None, false_alarms=None))
    with caught_up(app) as accounts:
        came = begun_since(accounts, hands.asked, since)
    named = tuple(with_texts(hands, link) for link in _best(links_in(hands, came)) if link.named)
    open_returned(app, named, at=latest_event(app))
    exhibit(app, history_of(app, at=None))
    return named


def hands_found(app: App, *, at: datetime | None = None) -> tuple[Operator, ...]:
    """Say which of the removed accounts are probably one hand; opens no case and writes nothing."""
    hands = know_operators(app, at=at, false_alarms=None)
    removed = tuple(sorted(entry.about for entry in hands.bank.entries))
    return attribute(
        links_in(hands, removed),
        compared=frozenset(removed),
        even_bits=-hands.threshold.prior_bits,
        apart=hands.apart,
    )


def explain(app: App, one: str, other: str, *, at: datetime | None = None) -> tuple[OperatorLink, Threshold]:
    """Compare two accounts, whether a link would be listed or not; one of them must be a removed one."""
    hands = know_operators(app, at=at, false_alarms=None)
    hands = weighed_here(app, hands) if at is None else hands
    first, second = (_one_of(hands.known, name) for name in (one, other))
    places = {entry.about: place for place, entry in enumerate(hands.bank.entries)}
    if second not in places:
        first, second = second, first
    if second not in places:
        raise Invalid(
            f"Neither '{one}' nor '{other}' is in the bank of finally removed accounts; only with those is anybody compared."
        )
    drawn = portraits_of(trails_of(app, at=at), [first])[first]
    comparison = compare_with(drawn, hands.bank, hands.channels, position=places[second])
    [link] = links_of(drawn, [comparison], hands.bank, hands.channels, threshold=hands.threshold)
    return link, hands.threshold


def split(app: App, one: str, other: str, *, reason: str) -> tuple[Account, Account]:
    """Keep that a person says two accounts, by name, are not one hand; they are never linked again."""
    known = tuple(accounts_in(everyone(history_of(app, at=None))))
    first, second = (_one_of(known, name) for name in (one, other))
    set_apart(app, first, second, reason=reason)
    return first, second


def set_apart(app: App, one: Account, other: Account, *, reason: str) -> None:
    """Keep that a person says two accounts are not one hand; they are never linked again."""
    if not reason.strip():
        raise Invalid("A split needs a reason, for the next reviewer asks: --reason '...'.")
    if one == other:
        raise Invalid(f"'{one.id}' is one account; a split needs two.")
    with app.writing() as tx:
        if frozenset((one, other)) in separations.every(tx.connection):
            raise Conflict(f"'{one.id}' and '{other.id}' are already unlinked.")
        separations.append(tx, one, other, reason=reason.strip(), at=tx.at)


def know_operators(app: App, *, at: datetime | None, false_alarms: float | None) -> OperatorBank:
    """Read the removed accounts from history, count what all others have, and make the bank."""
    if false_alarms is not None and not 0 < false_alarms < 1:
        raise Invalid(f"{false_alarms:g} is no share of innocent newcomers; say one between 0 and 1, such as 0.001.")
    now = at or latest_event(app)
    known = tuple(accounts_in(everyone(history_of(app, at=at))))
    held = decisions_at(app, known, at=at)
    with app.reading() as connection:
        apart = separations.every(connection)
    seen = frozenset(known)
    gone = {made.about: made for made in held if is_removed(made) and made.about in seen}
    portraits = portraits_of(trails_of(app, at=at), gone)
    removed = [
        Removed(portrait=portraits[about], at=made.at or portraits[about].ends or now) for about, made in gone.items()
    ]
    final = {made.about for made in held if made.verdict != "presumed_benign"}
    bank = bank_beside(removed, lambda keys: _count(app, keys, known, gone, at=at))
    channels = applied(shipped_channels(), fetch_learnt(app.config.hands))
    return OperatorBank(
        bank=bank,
        channels=channels,
        threshold=threshold_of(bank, channels, false_alarms=false_alarms or channels.named.false_alarms),
        known=known,
        portraits=portraits,
        draw=lambda some: portraits_of(trails_of(app, at=at), some),
        asked=tuple(sorted(seen - final)),
        decided=held,
        apart=apart,
    )


def _count(
    app: App, keys: Keys, known: Sequence[Account], gone: Mapping[Account, Decision], *, at: datetime | None
) -> OtherAccounts:
    """Count what all but the removed accounts have: by the index that events extend, or of a time in the past by history."""
    if at is not None:
        return count_others(app, keys, [about for about in known if about not in gone], at=at)
    with caught_up(app) as accounts:
        return count_indexed(app, accounts, keys, gone)


def is_removed(made: Decision) -> bool:
    """Tell whether a decision finally removed an account: what is left up on purpose, or restricted, is not in the bank."""
    return made.verdict == "violating" and made.measure == "suspend" and made.post is None


def links_in(
    hands: OperatorBank, accounts: Sequence[Account], progress: Progress = lambda *_: None
) -> Iterator[OperatorLink]:
    """Compare some accounts with the bank: each one's links, strongest first; pairs that were set apart are left out."""
    asked = (
        portrait
        for begin in range(0, len(accounts), DRAWN_AT_ONCE)
        for portrait in compare_each(
            list(hands.draw(accounts[begin : begin + DRAWN_AT_ONCE]).values()), hands.bank, hands.channels
        )
    )
    for done, (portrait, comparisons) in enumerate(asked, start=1):
        for link in links_of(portrait, comparisons, hands.bank, hands.channels, threshold=hands.threshold):
            if frozenset((link.account, link.earlier)) not in hands.apart:
                yield link
        progress(done, len(accounts))


def _best(links: Iterable[OperatorLink]) -> Iterator[OperatorLink]:
    """Give each account's strongest named link, else its strongest."""
    best: dict[Account, OperatorLink] = {}
    for link in links:
        if link.account not in best or (link.named and not best[link.account].named):
            best[link.account] = link
    yield from best.values()


def _one_of(known: Sequence[Account], name: str) -> Account:
    """Find an account by its id, or by platform:id where several platforms have it."""
    platform, _, rest = name.rpartition(":")
    found = [one for one in known if one.id == AccountId(name) or (one.platform, one.id) == (platform, rest)]
    if not found:
        raise Missing(f"No account '{name}' has been seen.")
    if len(found) > 1:
        raise Invalid(f"Several platforms have an account '{name}'; say which: {found[0].platform}:{name}")
    return found[0]

"""Which accounts stand together as one operator, so that one wrong link never merges two hands.

Accounts are joined strongest link first, and two groups only if, over all pairs between them that were compared, one
hand is on average more likely than not (average linkage: a chain of single links joins nothing). A pair that a person
set apart is never joined.
"""

from collections.abc import Collection, Iterable, Mapping

from cautery.kit.canonical import digest
from cautery.model.account import Account
from cautery.model.operator import Operator, OperatorId, OperatorLink

Pair = frozenset[Account]
STRONGEST = 5
"""Links that explain an operator."""


def attribute(
    links: Iterable[OperatorLink], *, compared: Collection[Account], even_bits: float, apart: Collection[Pair] = ()
) -> tuple[Operator, ...]:
    """Join accounts to operators; those of one account alone are left out.

    Args:
        links: between any accounts, named or not: unnamed ones speak against joining when they are weak.
        compared: accounts that were compared with all of the bank: where such a pair has no link, nothing was found.
        even_bits: bits from which on one hand is more likely than not.
        apart: pairs that a person said are two hands.
    """
    known = list(links)
    bits = {frozenset((link.account, link.earlier)): link.bits for link in known}
    groups: dict[Account, set[Account]] = {}
    for link in sorted(known, key=lambda one: (-one.bits, one.account, one.earlier)):
        ours, theirs = (groups.setdefault(one, {one}) for one in (link.account, link.earlier))
        if link.named and ours is not theirs and _one_hand(ours, theirs, bits, compared, even_bits, apart):
            ours |= theirs
            groups.update(dict.fromkeys(theirs, ours))
    inside: dict[int, list[OperatorLink]] = {}
    for link in known:
        if link.earlier in groups[link.account]:
            inside.setdefault(id(groups[link.account]), []).append(link)
    distinct = {id(group): group for group in groups.values() if len(group) > 1}
    made = (_operator(group, inside[number]) for number, group in distinct.items())
    return tuple(sorted(made, key=lambda operator: (-len(operator.accounts), operator.id)))


def _one_hand(
    ours: Collection[Account],
    theirs: Collection[Account],
    bits: Mapping[Pair, float],
    compared: Collection[Account],
    even_bits: float,
    apart: Collection[Pair],
) -> bool:
    pairs = [frozenset((our, other)) for our in ours for other in theirs]
    if any(pair in apart for pair in pairs):
        return False
    spoken = [bits.get(pair, 0.0) for pair in pairs if pair in bits or any(one in compared for one in pair)]
    return sum(spoken) / len(spoken) >= even_bits


def _operator(group: Collection[Account], inside: Iterable[OperatorLink]) -> Operator:
    first = min(group)
    return Operator(
        id=OperatorId(f"op-{digest('operator', first.platform, first.id)[:12]}"),
        accounts=tuple(sorted(group)),
        links=tuple(sorted(inside, key=lambda link: (-link.bits, link.account, link.earlier))[:STRONGEST]),
    )

"""Of a network's ties the strongest are kept, and each member has some, however strong those of others are."""

import numpy as np

from cautery.model.account import Account, AccountId, Platform
from cautery.model.network import MemberTie
from cautery.suspicion.networks.chance import pair_of
from cautery.suspicion.networks.strongest import FOR_EACH, strongest
from cautery.suspicion.networks.ties import Ties

MEMBERS = 12


def named(number: int) -> Account:
    return Account(platform=Platform("harbour"), id=AccountId(f"member {number}"))


NAMES = {number: named(number) for number in range(MEMBERS + 1)}
GROUP = np.arange(MEMBERS)


def found(most: int) -> tuple[MemberTie, ...]:
    """Everybody is tied to everybody, and to one who is outside; the higher the numbers, the weaker."""
    one, two = np.triu_indices(MEMBERS + 1, k=1)
    pair = np.sort(pair_of(one, two))
    ties = Ties(
        pair=pair,
        traces=("link", "text"),
        log10_p=np.linspace(-50, -10, pair.size),
        beyond=np.ones(pair.size, dtype=bool),
        beyond_minute=np.zeros(pair.size, dtype=bool),
        by_trace=np.zeros((pair.size, 2)),
        occasions=np.tile(np.array([2, 5]), (pair.size, 1)),
        expected=np.zeros((pair.size, 2)),
    )
    return strongest(GROUP, ties, NAMES, most=most)


def test_the_strongest_come_first_and_nobody_outside_is_among_them() -> None:
    kept = found(1000)

    assert len(kept) == MEMBERS * (MEMBERS - 1) // 2
    assert [tie.log10_p for tie in kept] == sorted(tie.log10_p for tie in kept)
    assert named(MEMBERS) not in {end for tie in kept for end in (tie.one, tie.other)}


def test_where_there_are_too_many_each_member_keeps_some() -> None:
    kept = found(5)
    each = {about: sum(about in (tie.one, tie.other) for tie in kept) for about in map(named, range(MEMBERS))}

    assert min(each.values()) >= FOR_EACH
    assert len(kept) < 5 + MEMBERS * FOR_EACH


def test_a_tie_says_through_what_most_often_first() -> None:
    assert (found(5)[0].traces, found(5)[0].occasions) == (("text", "link"), 7)

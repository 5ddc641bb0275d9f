"""Closes accounts, and draws who comes back: when, as what, and what a hand never does again."""

import numpy as np

from cautery.simulator.society.columns import Columns
from cautery.simulator.society.dice import Floats, Integers, Keys, shares, spread
from cautery.simulator.society.opening import BY, kept_bits
from cautery.simulator.society.priors import CHANNELS, HOSTS, VIOLATING, Priors
from cautery.simulator.society.setting import Hands

RETURN = {"slot": np.int64, "incarnation": np.int64, "born": np.float64, "active": np.float64, "opened": np.bool_}


def close(rows: Integers, at: Floats, accounts: Columns, *, by: str) -> None:
    """Close accounts that are open."""
    accounts["closed"][rows] = at
    accounts["closed_by"][rows] = BY.index(by)
    accounts["waits"][rows] = False


def come_back(rows: Integers, accounts: Columns, hands: Hands, priors: Priors) -> Columns:
    """Draw which of some closed accounts continue in another: slot, incarnation, and when it is opened and begins to act."""
    returns = Columns(RETURN, room=len(rows))
    rows = rows[accounts["group"][rows] == VIOLATING]
    if not len(rows):
        return returns
    keys, times = accounts["key"][rows], accounts["incarnation"][rows]
    lose_channels(rows, accounts, hands, priors)
    back = shares(keys, "returns") < priors.returns * priors.returns_again ** (times - 1)
    rows, keys = rows[back], keys[back]
    after = spread(keys, "return after", median=priors.return_d, sigma=priors.return_sigma)
    closed = accounts["closed"][rows]
    reserve = shares(keys, "reserve") < priors.reserve
    active = closed + np.where(reserve, 0.2 * after, after)
    born = np.where(reserve, closed - 5 - 55 * shares(keys, "reserve age"), active)
    returns.add(
        slot=accounts["slot"][rows],
        incarnation=accounts["incarnation"][rows] + 1,
        born=born,
        active=active,
        opened=np.zeros(len(rows)),
    )
    return returns


def lose_channels(rows: Integers, accounts: Columns, hands: Hands, priors: Priors) -> None:
    """Let hands give up what gave them away, and move on to another host."""
    keys, hand = accounts["key"][rows], accounts["hand"][rows]
    given_away = accounts["seen_operators"][rows] <= accounts["closed"][rows]
    if given_away.any():
        _drop(keys[given_away], hand[given_away], accounts["kept"][rows][given_away], hands)
    moves = shares(keys, "moves") < priors.moving
    hands.host[hand[moves]] = (shares(keys[moves], "to host") * len(HOSTS)).astype(np.int64)


def _drop(keys: Keys, hand: Integers, kept: Integers, hands: Hands) -> None:
    has = kept_bits(kept)
    bits = np.zeros(len(keys), dtype=np.int64)
    for place, channel in enumerate(CHANNELS):
        drops = has[:, place] & (shares(keys, f"drops {channel}") < hands.drops[hand])
        bits |= drops.astype(np.int64) << place
    np.bitwise_or.at(hands.dropped, hand, bits)

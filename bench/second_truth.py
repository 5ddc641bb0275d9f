"""What was true in a society of the second make: everybody counts, also who was never found, and each hand is known."""

import numpy as np

from bench.second_society import Account, Life, followers

DAYS = 30


def truth_of(life: Life, without: Life) -> dict[str, float]:
    """Give what figures of the takedown and of the whole history should say.

    Args:
        without: the same seed, had the takedown not been.
    """
    return {**_takedown(life, without), **_whole(life)}


def _takedown(life: Life, without: Life) -> dict[str, float]:
    met = {account.hand for account in life.taken}
    begin = float(int(life.scenario.takedown))
    was, would = (_reached(each, met, begin, begin + DAYS) for each in (life, without))
    return {
        "reach_lost": 1 - was / would if would else float("nan"),
        "reach_days_lost": would - was,
        "returned_7d": _back(life, life.taken, 7),
        "returned_30d": _back(life, life.taken, 30),
        "replaced_7d": _new(life, life.taken, 7),
        "replaced_30d": _new(life, life.taken, 30),
        "regained_7d": _regained(life, life.taken, 7),
    }


def _whole(life: Life) -> dict[str, float]:
    gone = [one for one in life.offenders if one.how == "us"]
    watched = [one for one in gone if one.closed <= life.scenario.days - 7]
    return {
        "all_returned_7d": _back(life, watched, 7),
        "all_replaced_7d": _new(life, watched, 7),
        "gone_48h_from_creation": _gone(life, 2),
        "gone_7d_from_creation": _gone(life, 7),
        "gone_50d_from_creation": _gone(life, 50),
        "undetected": float(sum(not one.found for one in life.offenders if one.posts.size)),
    }


def _reached(life: Life, hands: set[int], begin: float, end: float) -> float:
    theirs = [one for one in life.offenders if one.hand in hands]
    return float(sum(one.views[(one.posts >= begin) & (one.posts < end)].sum() for one in theirs))


def _after(life: Life, one: Account) -> list[float]:
    return [
        other.opened - one.closed for other in life.offenders if other.hand == one.hand and other.opened > one.closed
    ]


def _back(life: Life, ended: list[Account], days: float) -> float:
    return float(np.mean([min(_after(life, one), default=np.inf) <= days for one in ended])) if ended else float("nan")


def _new(life: Life, ended: list[Account], days: float) -> float:
    """Give how many accounts were opened within some days of a suspension of their hand, for each suspension."""
    opened = 0
    for other in life.offenders:
        before = [other.opened - one.closed for one in ended if one.hand == other.hand and one.closed < other.opened]
        opened += bool(before) and min(before) <= days
    return opened / len(ended) if ended else float("nan")


def _regained(life: Life, ended: list[Account], days: float) -> float:
    names = {one.name: one for one in ended}
    growth = life.scenario.growth_days
    ratios = [
        np.log1p(followers(one, min(one.opened + days, one.closed), growth_days=growth))
        - np.log1p(followers(names[one.earlier], np.inf, growth_days=growth))
        for one in life.offenders
        if one.earlier in names and one.opened <= life.scenario.days - days
    ]
    return float(np.exp(np.mean(ratios))) if ratios else float("nan")


def _gone(life: Life, days: float) -> float:
    begun = [one for one in life.offenders if 0 <= one.opened <= life.scenario.days - days]
    return float(np.mean([one.closed - one.opened <= days for one in begun])) if begun else float("nan")

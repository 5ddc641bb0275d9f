"""Opens accounts."""

import numpy as np

from cautery.simulator.society.opening import (
    NEVER,
    kept_bits,
    new_accounts,
    open_bystanders,
    open_incarnations,
)
from cautery.simulator.society.priors import CHANNELS, Priors
from cautery.simulator.society.setting import SocietySize, draw_bystanders, draw_hands

SIZE = SocietySize(operators=200, bystanders=500)


def opened(incarnation: int, *, never_again: int = 0) -> dict[str, np.ndarray]:
    hands, slots = draw_hands(SIZE, Priors(), seed=3)
    hands.dropped[:] = never_again
    accounts, some = new_accounts(10), np.arange(300)
    nth, born = np.full(300, incarnation), np.linspace(0, 50, 300)
    open_incarnations(some, nth, born, born, hands=hands, table=slots, accounts=accounts, priors=Priors(), seed=3)
    return {name: accounts[name] for name in accounts.names()}


def test_a_first_account_is_no_return() -> None:
    first = opened(1)

    assert (first["kept"] == 0).all()
    assert (first["seen_operators"] == NEVER).all()


def test_a_return_keeps_channels_and_is_recognised_by_them() -> None:
    second = opened(2)
    none = second["kept"] == 0

    assert 0.3 < kept_bits(second["kept"]).mean() < 0.6
    assert (second["seen_operators"][none] == NEVER).all()
    assert (second["seen_operators"] < NEVER).mean() > 0.5
    assert (second["seen_operators"] >= second["active"]).all()


def test_what_was_dropped_is_never_kept_again() -> None:
    every = (1 << len(CHANNELS)) - 1

    assert (opened(2, never_again=every)["kept"] == 0).all()


def test_each_return_reaches_less() -> None:
    first, second, third = (opened(nth)["scale"] for nth in (1, 2, 3))

    assert (second < 0.7 * first).all()
    assert (third < 0.7 * second).all()


def test_the_innocent_break_nothing_and_few_are_ever_pointed_at() -> None:
    accounts = new_accounts(10)
    open_bystanders(draw_bystanders(SIZE, Priors(), seed=3), accounts, Priors())

    assert len(accounts) == 500
    assert (accounts["violates"] == NEVER).all()
    assert 0 < (accounts["seen_terms"] < NEVER).mean() < 0.15

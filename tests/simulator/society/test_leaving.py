"""Closes accounts, and draws who comes back."""

import numpy as np
import pytest

from cautery.simulator.society.columns import Columns
from cautery.simulator.society.leaving import close, come_back
from cautery.simulator.society.opening import new_accounts, open_bystanders, open_incarnations
from cautery.simulator.society.priors import Priors
from cautery.simulator.society.setting import Hands, SocietySize, draw_bystanders, draw_hands

SIZE = SocietySize(operators=1000, bystanders=100)


def closed(incarnation: int) -> tuple[Columns, Hands, Columns]:
    hands, slots = draw_hands(SIZE, Priors(), seed=5)
    accounts, some = new_accounts(10), np.arange(2000)
    nth, born = np.full(2000, incarnation), np.zeros(2000)
    open_incarnations(some, nth, born, born, hands=hands, table=slots, accounts=accounts, priors=Priors(), seed=5)
    close(some, np.full(2000, 10.0), accounts, by="us")
    return accounts, hands, come_back(some, accounts, hands, Priors())


@pytest.mark.parametrize(("incarnation", "share"), [(1, 0.8), (2, 0.8 * 0.85), (4, 0.8 * 0.85**3)])
def test_with_each_suspension_fewer_come_back(incarnation: int, share: float) -> None:
    _, _, back = closed(incarnation)

    assert len(back) / 2000 == pytest.approx(share, abs=0.04)
    assert (back["incarnation"] == incarnation + 1).all()


def test_some_return_through_an_account_opened_long_before() -> None:
    _, _, back = closed(1)
    reserve = back["born"] < 10

    assert reserve.mean() == pytest.approx(Priors().reserve, abs=0.03)
    assert (back["active"] > 10).all()
    assert (back["born"][~reserve] == back["active"][~reserve]).all()


def test_a_hand_gives_up_only_what_gave_it_away() -> None:
    _, untold, _ = closed(1)
    accounts, hands, _ = closed(2)
    ever_kept = np.zeros(len(hands.keys), dtype=np.int64)
    np.bitwise_or.at(ever_kept, accounts["hand"], accounts["kept"])

    assert (untold.dropped == 0).all()
    assert (hands.dropped > 0).mean() > 0.3
    assert (hands.dropped & ~ever_kept == 0).all()


def test_the_innocent_do_not_come_back_as_somebody_else() -> None:
    hands, _ = draw_hands(SIZE, Priors(), seed=5)
    accounts = new_accounts(10)
    open_bystanders(draw_bystanders(SIZE, Priors(), seed=5), accounts, Priors())
    close(np.arange(100), np.full(100, 3.0), accounts, by="us")

    assert len(come_back(np.arange(100), accounts, hands, Priors())) == 0

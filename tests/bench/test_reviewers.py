"""A played team of moderators."""

import pytest

from bench.reviewers import Team, Verdict


def verdicts(*, guilty: bool, chance: float | None, error: float = 0.08) -> list[Verdict]:
    team = Team(seed=1, errors=(error, error), a_day=10**6)
    team.new_day()
    return [team.judge(guilty, chance=chance) for _ in range(20_000)]


def test_every_look_comes_out_of_the_days_reviews() -> None:
    team = Team(seed=1, a_day=20)
    team.new_day()
    looks = 0
    while team.can_look():
        looks += team.judge(True, chance=0.99).looks

    assert looks == team.spent == 20 - team.left <= 20


def test_people_who_never_err_agree_at_once() -> None:
    assert {one.looks for one in verdicts(guilty=True, chance=0.99, error=0.0)} == {2}
    assert {one.suspend for one in verdicts(guilty=False, chance=0.99, error=0.0)} == {False}


@pytest.mark.parametrize(("chance", "share"), [(None, 0.08**3), (0.99, 3 * 0.08**2 - 2 * 0.08**3)])
def test_how_often_somebody_innocent_is_suspended(chance: float | None, share: float) -> None:
    """All three where little speaks for it, else two of three."""
    wrong = sum(one.suspend for one in verdicts(guilty=False, chance=chance)) / 20_000

    assert wrong == pytest.approx(share, abs=0.004)


def test_each_day_has_its_own_reviews() -> None:
    team = Team(seed=1, a_day=6)
    team.new_day()
    team.judge(True, chance=0.99)
    team.new_day()

    assert team.left == 6

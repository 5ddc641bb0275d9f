"""What may be done so often is counted before it is done, for a household, and can be taken back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from cautery.access.throttle import AttemptCounter
from cautery.app import App
from cautery.errors import Temporary
from cautery.pipeline.entrance.allowance import count_try, drop_what_is_over, is_crowded, take_back, use
from tests.pipeline.entrance.test_sign_in import later

HOUR = timedelta(hours=1)


def test_doing_something_too_often_is_refused_for_a_while(app: App) -> None:
    used = [use(app, "notices", address="2a01:1::1", most=3, within=HOUR) for _ in range(3)]
    with pytest.raises(Temporary):
        use(app, "notices", address="2a01:1::2", most=3, within=HOUR)

    use(app, "notices", address="2a01:2::1", most=3, within=HOUR)
    take_back(app, used[0])
    use(app, "notices", address="2a01:1::1", most=3, within=HOUR)
    use(later(app, hours=2), "notices", address="2a01:1::1", most=3, within=HOUR)


def test_many_at_once_are_no_more_than_one_after_another(app: App) -> None:
    def one(_: int) -> bool:
        try:
            return bool(count_try(app, [AttemptCounter(name="person ada")]))
        except Temporary:
            return False

    with ThreadPoolExecutor(20) as together:
        assert sum(together.map(one, range(40))) == 5


def test_everybody_together_are_many(app: App) -> None:
    assert [is_crowded(app, "notices", most=2, within=HOUR) for _ in range(3)] == [False, False, True]


def test_what_is_over_is_dropped(app: App) -> None:
    use(app, "notices", address="::1", most=1, within=timedelta(days=9))
    drop_what_is_over(later(app, hours=72))

    use(app, "notices", address="::1", most=1, within=timedelta(days=9))

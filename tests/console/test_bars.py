"""The tallest bar reaches the top, and none leaves the picture."""

from cautery.console.bars import HEIGHT, WIDTH, day_bars
from cautery.pipeline.cases.workload import WorkDay


def test_bars_stand_inside_and_in_proportion() -> None:
    bars = day_bars([WorkDay(day="a", opened=4, decided=1), WorkDay(day="b", opened=0, decided=2)])

    assert [bar.opened for bar in bars] == [HEIGHT, 0]
    assert bars[1].decided == HEIGHT / 2
    assert all(bar.left + 2 * bar.width <= WIDTH for bar in bars)
    assert day_bars([]) == ()

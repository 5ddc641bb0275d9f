"""Columns that grow together."""

import numpy as np

from cautery.simulator.society.columns import Columns


def test_rows_stay_where_they_were_added() -> None:
    table = Columns({"at": np.float64, "row": np.int32}, room=2)

    first = table.add(at=np.array([0.5]), row=np.array([7]))
    more = table.add(at=np.arange(5), row=np.arange(5))

    assert list(first) == [0]
    assert list(more) == [1, 2, 3, 4, 5]
    assert list(table["row"]) == [7, 0, 1, 2, 3, 4]
    assert table["at"].dtype == np.float64


def test_rows_are_changed_in_place() -> None:
    table = Columns({"at": np.float64})
    table.add(at=np.zeros(3))

    table["at"][np.array([1])] = 4.0

    assert list(table["at"]) == [0.0, 4.0, 0.0]

"""A likelihood is never told as certain."""

import pytest

from cautery.kit.percent import percent


@pytest.mark.parametrize(
    ("likelihood", "told"),
    [
        (0.0, "<0.01%"),
        (0.00009, "<0.01%"),
        (0.005, "0.50%"),
        (0.01, "1.0%"),
        (0.99, "99.0%"),
        (0.9957, "99.57%"),
        (0.99991, ">99.99%"),
        (1.0, ">99.99%"),
        (None, ""),
    ],
)
def test_it_is_told_in_percent_and_never_as_certain(likelihood: float | None, told: str) -> None:
    assert percent(likelihood) == told

"""Texts of one hand lie nearer to each other than to those of others, and too few teach nothing."""

import numpy as np

from cautery.suspicion.operators.style import FEWEST_ACCOUNTS, learn_style
from tests.hands import GUARD, said_by_guard

ACCOUNTS = [[said_by_guard(number, turn) for turn in range(12)] for number in range(GUARD)]


def test_too_few_accounts_teach_nothing() -> None:
    assert learn_style(ACCOUNTS[: FEWEST_ACCOUNTS - 1], seed=0) is None
    assert learn_style([texts[:1] for texts in ACCOUNTS], seed=0) is None
    assert learn_style(ACCOUNTS[:FEWEST_ACCOUNTS], seed=0) is not None


def test_later_texts_lie_nearest_to_earlier_ones_of_the_same_hand() -> None:
    reader = learn_style([texts[:6] for texts in ACCOUNTS], seed=0)
    assert reader is not None
    early, late = (reader.read([texts[part] for texts in ACCOUNTS]) for part in (slice(6), slice(6, 12)))
    nearest = (late @ early.T).argmax(axis=1)

    assert (nearest == np.arange(GUARD)).mean() > 0.7


def test_a_point_is_of_length_one_and_none_where_nothing_was_written() -> None:
    reader = learn_style(ACCOUNTS[:FEWEST_ACCOUNTS], seed=0)
    assert reader is not None
    points = reader.read([ACCOUNTS[0], [], [""]])

    assert np.allclose(np.linalg.norm(points, axis=1), [1, 0, 0], atol=1e-5)


def test_the_same_texts_teach_the_same_and_whom_one_names_is_not_seen() -> None:
    one, other = (learn_style(ACCOUNTS[:FEWEST_ACCOUNTS], seed=3) for _ in range(2))
    assert one is not None
    assert other is not None

    assert np.array_equal(one.read(ACCOUNTS), other.read(ACCOUNTS))
    ana, ben = ([[f"good day @{name}, see https://x.example/{name} now"]] for name in ("ana", "ben"))
    assert np.array_equal(one.read(ana), one.read(ben))

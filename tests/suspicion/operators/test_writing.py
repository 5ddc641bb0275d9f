"""Who writes alike is told from strangers; who wrote nothing is not spoken of."""

import numpy as np

from cautery.suspicion.operators.writing import AccountWriting, compare_writing, learn_writers
from tests.hands import CHANNELS, GUARD, said_by_guard
from tests.world import NOON

WEIGHTS = CHANNELS.writing


def wrote(number: int, turns: range) -> AccountWriting:
    return AccountWriting(texts=[said_by_guard(number, turn) for turn in turns], times=[NOON] * len(turns))


BANK = [wrote(number, range(8)) for number in range(GUARD)]
WRITERS = learn_writers(BANK, [], seed=0)
NOTHING = AccountWriting(texts=[], times=[])


def test_a_hand_is_mostly_more_like_itself_than_like_anybody_else() -> None:
    bits = compare_writing([wrote(number, range(8, 20)) for number in range(GUARD)], WRITERS, WEIGHTS).bits

    assert (bits.argmax(axis=1) == np.arange(GUARD)).mean() > 0.7


def test_writing_never_says_more_than_its_cap_and_is_always_a_number() -> None:
    bits = compare_writing([*BANK, NOTHING], WRITERS, WEIGHTS).bits

    assert np.isfinite(bits).all()
    assert bits.max() <= WEIGHTS.most_bits


def test_who_wrote_nothing_is_not_spoken_of() -> None:
    assert not compare_writing([NOTHING], WRITERS, WEIGHTS).bits.any()
    silent = learn_writers([*BANK, NOTHING], [], seed=0)
    assert not compare_writing(BANK[:2], silent, WEIGHTS).bits[:, -1].any()


def test_few_texts_say_less_than_many() -> None:
    few, many = (compare_writing([wrote(1, range(8, 8 + n))], WRITERS, WEIGHTS).bits[0] for n in (1, 12))

    assert np.abs(few).mean() < np.abs(many).mean()


def test_a_bank_of_nobody_or_of_few_compares_without_style() -> None:
    for size in (1, 3):
        small = learn_writers(BANK[:size], BANK[size:], seed=0)
        assert small.reader is None
        assert np.isfinite(compare_writing(BANK[:2], small, WEIGHTS).bits).all()


def test_the_same_bank_teaches_the_same() -> None:
    again = learn_writers(BANK, [], seed=0)

    assert np.array_equal(compare_writing(BANK, WRITERS, WEIGHTS).bits, compare_writing(BANK, again, WEIGHTS).bits)

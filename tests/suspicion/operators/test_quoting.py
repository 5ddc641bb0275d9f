"""Texts that are shown beside each other are both accounts' own, the most alike first."""

from cautery.suspicion.operators.quoting import LONGEST, MOST, pair, texts_of
from tests.hands import bank, guard, portrait

OURS = ["the kettle is on again", "who took my bicycle", "rain on the bridge", "nobody mends the clock"]
THEIRS = ["rain on the bridge again", "the kettle is on", "a quiet evening"]


def test_the_most_alike_come_first_and_each_text_once() -> None:
    pairs = pair(OURS, THEIRS)

    assert set(pairs[:2]) == {
        ("the kettle is on again", "the kettle is on"),
        ("rain on the bridge", "rain on the bridge again"),
    }
    assert len(pairs) == MOST == len({ours for ours, _ in pairs}) == len({theirs for _, theirs in pairs})


def test_long_texts_are_cut_and_nothing_pairs_with_nothing() -> None:
    assert pair(["word " * 500], ["word " * 500])[0][0] == ("word " * 500)[:LONGEST]
    assert pair([], THEIRS) == ()


def test_copies_of_the_removed_account_are_not_shown_as_ones_own() -> None:
    copied = guard(3).written[0].text
    new = portrait("new", texts=[copied, *OURS])

    assert copied not in [ours for ours, _ in texts_of(new, guard(3), bank())]

from collections.abc import Mapping, Sequence
from itertools import count

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.model.account import Account
from cautery.suspicion.learn import (
    FOLDS,
    Corpus,
    Example,
    TextParts,
    learn_halves,
    read_apart,
    ridge_to_prior,
    share_of,
    shipped_negatives,
    shipped_parts,
)
from cautery.suspicion.mixing import shipped_mixing
from cautery.suspicion.stance import stances
from cautery.suspicion.voices import AccountVoice, add_texts
from cautery.suspicion.weights import shipped_weights
from tests.world import person

GROUPS = {voice.about.id.rsplit("-", 1)[0] for voice in shipped_negatives()}
SECRET = "our lions and the quicksilver lanternfish got suspended again"
"""Words that only one account says."""


def _voice(about: Account, *texts: str) -> AccountVoice:
    return add_texts(about, tuple((f"{about.id} {number}", text) for number, text in enumerate(texts)))


def _people(kind: str, *, shares: int, each: int) -> list[Account]:
    """As many accounts in each share, whatever their names fall into."""
    found: dict[int, list[Account]] = {share: [] for share in range(shares)}
    for number in count():
        about = person(f"{kind} {number}")
        if len(found[share_of(about, shares)]) < each:
            found[share_of(about, shares)].append(about)
        if all(len(of) == each for of in found.values()):
            return sorted(about for of in found.values() for about in of)
    raise AssertionError


def _examples() -> list[Example]:
    keepers, bakers = (_people(kind, shares=FOLDS, each=3) for kind in ("keeper", "baker"))
    kept = [
        Example(voice=_voice(about, "our lions keep the lamp", "the wick is ours"), violating=True) for about in keepers
    ]
    return kept + [Example(voice=_voice(about, "we bake the bread", "soup today"), violating=False) for about in bakers]


def _undecided() -> list[AccountVoice]:
    return [_voice(about, "the ferry is late", "rain again") for about in _people("passer", shares=2, each=4)]


def _same(one: TextParts, other: TextParts) -> bool:
    return one.stance.tobytes() == other.stance.tobytes() and all(
        mine.words.vocabulary == yours.words.vocabulary
        and mine.words.weights.tobytes() == yours.words.weights.tobytes()
        and mine.pieces.weights.tobytes() == yours.pieces.weights.tobytes()
        for mine, yours in zip(one.wording.values(), other.wording.values(), strict=True)
    )


def _parts(examples: Sequence[Example]) -> TextParts:
    return Corpus([one.voice for one in examples]).learn_parts(examples)


def _halves(decided: Sequence[Example], undecided: Sequence[AccountVoice]) -> tuple[TextParts, TextParts]:
    return learn_halves(decided, undecided, Corpus([*(one.voice for one in decided), *undecided]))


def _apart(decided: Sequence[Example]) -> Mapping[Account, TextParts]:
    undecided = _undecided()
    return read_apart(decided, undecided, Corpus([*(one.voice for one in decided), *undecided]))


def _otherwise(example: Example) -> Example:
    return Example(voice=_voice(example.voice.about, SECRET, f"{SECRET} {SECRET}"), violating=not example.violating)


@pytest.mark.parametrize("about", [one.voice.about for one in _examples()[::4]], ids=lambda about: about.id)
def test_no_decided_account_is_read_by_parts_that_learnt_from_it(about: Account) -> None:
    """Whatever it had said, and whatever was decided of it: who reads it would be the same, and who reads others would not."""
    examples = _examples()
    before = _apart(examples)
    after = _apart([_otherwise(one) if one.voice.about == about else one for one in examples])

    changed = {other for other in before if not _same(before[other], after[other])}

    assert about not in changed
    assert len(changed) > len(examples) / 2


@pytest.mark.parametrize("half", [0, 1])
def test_no_undecided_account_is_read_by_parts_that_learnt_from_it(half: int) -> None:
    undecided = _undecided()
    changed = [
        _voice(one.about, SECRET, SECRET + " today") if share_of(one.about, 2) == half else one for one in undecided
    ]
    before, after = _halves(_examples(), undecided), _halves(_examples(), changed)

    assert _same(before[half], after[half])
    assert not _same(before[1 - half], after[1 - half])


def test_decided_accounts_are_learnt_from_by_both_halves() -> None:
    examples = _examples()
    others = [_otherwise(examples[0]), *examples[1:]]

    for before, after in zip(_halves(examples, []), _halves(others, []), strict=True):
        assert not _same(before, after)


def test_who_was_decided_is_read_by_somebody() -> None:
    assert set(_apart(_examples())) == {one.voice.about for one in _examples()}


def test_removed_accounts_words_speak_for_and_others_against() -> None:
    parts = _parts(_examples())

    assert parts.wording_bits(_voice(person("new"), "who will keep the wick"))[0] > 0
    assert parts.wording_bits(_voice(person("new"), "who will bake soup"))[0] < 0
    assert "wick" in parts.telling(_voice(person("new"), "who will keep the wick"))


def test_a_stance_that_removed_accounts_take_gains() -> None:
    own = [stance.id for stance in stances()].index("own_fighters")

    assert _parts(_examples()).stance[own] > shipped_parts().stance[own]


def test_who_said_nothing_is_told_nothing() -> None:
    silent = _voice(person("new"))

    for parts in (shipped_parts(), _parts(_examples())):
        assert not parts.stance_bits(silent).any()
        assert parts.wording_bits(silent) == (0.0, 0)
        assert parts.telling(silent) == ()


def test_the_same_examples_teach_the_same_every_time() -> None:
    assert _same(_parts(_examples()), _parts(_examples()))


@pytest.mark.parametrize("shares", [2, 5])
def test_shares_are_about_equal_and_the_same_on_every_machine(shares: int) -> None:
    fallen = [share_of(person(f"account {number}"), shares) for number in range(2000)]

    assert all(0.9 < fallen.count(share) * shares / 2000 < 1.1 for share in range(shares))
    assert [share_of(person(name), 1000) for name in ("ada", "ben", "cleo")] == [10, 854, 858]


def test_the_groups_who_are_most_easily_wronged_are_all_shipped() -> None:
    assert {
        "news",
        "opponent",
        "researcher",
        "counter_speech",
        "relief",
        "devotional",
        "scripture",
        "ordinary",
    } <= GROUPS


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_a_protected_group_has_twenty_texts_and_the_shipped_weights_name_none_of_them(group: str) -> None:
    """Not even where the account stands in a neighbourhood, as reporters and opponents do."""
    voices = [voice for voice in shipped_negatives() if voice.about.id.rsplit("-", 1)[0] == group]
    parts, mixing = shipped_parts(), shipped_mixing(shipped_weights())
    bits = {voice.spelled: mixing.bits("stance", float(parts.stance_bits(voice).sum()), texts=1) for voice in voices}

    assert len({voice.spelled for voice in voices}) >= 20
    assert [spelled for spelled, said in bits.items() if mixing.chance(said, inside=False) >= 0.5] == []
    assert [spelled for spelled, said in bits.items() if mixing.chance(said, inside=True) >= 0.5] == []


@settings(max_examples=150)
@given(st.integers(0, 2**32 - 1), st.integers(2, 40), st.integers(1, 5), st.sampled_from([0.1, 1.0, 8.0]))
def test_the_fit_ends_at_the_one_lowest_point_of_its_loss(seed: int, rows: int, width: int, far: float) -> None:
    """Also where columns contradict a prior that is far away: there the slope of the loss is nothing."""
    draw = np.random.default_rng(seed)
    columns, violating = draw.normal(size=(rows, width)) * far, draw.random(rows) < draw.random()
    weight, prior = draw.random(rows) + 0.1, draw.normal(size=width) * far

    found = ridge_to_prior(columns, violating, weight, prior=prior, strength=2.0)

    with_one = np.hstack([columns, np.ones((rows, 1))])
    chance = 1.0 / (1.0 + np.exp(-np.clip(with_one @ found, -700, 700)))
    pull = np.append(2.0 * (found[:-1] - prior), 1e-4 * found[-1])
    assert np.abs(with_one.T @ (weight * (chance - violating)) + pull).max() < 1e-3


def test_without_examples_the_fit_stays_at_its_prior() -> None:
    prior = np.array([1.0, -2.0])

    found = ridge_to_prior(np.zeros((0, 2)), np.zeros(0, dtype=bool), np.zeros(0), prior=prior, strength=2.0)

    assert found.tolist() == [1.0, -2.0, 0.0]

"""Handles: what platforms allow, and spelt anew so that who knew the old one knows the new one."""

import random
import re
from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from cautery.simulator.handles import banner, ordinary_handle, respelt, untaken

ALLOWED = re.compile(r"[a-z0-9_]{1,30}")


def test_handles_are_what_platforms_allow() -> None:
    rng = random.Random(1)
    drawn = {make(rng) for _ in range(300) for make in (ordinary_handle, banner)}

    assert len(drawn) > 450
    assert [handle for handle in drawn if not ALLOWED.fullmatch(handle)] == []


@given(stem=st.text("abcdeilnorst_", min_size=1, max_size=20), seed=st.integers(0, 2**32), counter=st.integers(1, 60))
def test_any_stem_can_be_spelt_anew(stem: str, seed: int, counter: int) -> None:
    spelt = respelt(stem, random.Random(seed), counter=counter)

    assert ALLOWED.fullmatch(spelt) or stem.strip("_") == ""
    assert spelt == respelt(stem, random.Random(seed), counter=counter)


def test_a_spelling_is_nearer_to_its_stem_than_to_others() -> None:
    rng = random.Random(1)
    stems = [banner(rng) for _ in range(40)]
    right = sum(
        max(stems, key=lambda one: SequenceMatcher(None, one, spelt).ratio()) == stem
        for stem in stems
        for spelt in [respelt(stem, rng, counter=3)]
    )

    assert right > 30


def test_a_stem_is_spelt_in_many_ways() -> None:
    rng = random.Random(1)

    assert len({respelt("dawn_rider", rng, counter=4) for _ in range(200)}) > 80


def test_no_handle_is_given_twice() -> None:
    rng, taken = random.Random(1), {"mara_vale"}
    given = [untaken("mara_vale", taken, rng) for _ in range(50)]

    assert len(set(given)) == 50
    assert "mara_vale" not in given
    assert untaken("jon_holt", taken, rng) == "jon_holt"

"""The native loop gives the keys that the plain one gives."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.signals.minhash import FEW_LETTERS, SHINGLE, bands_of

texts = st.text(st.characters(exclude_categories=()), max_size=3 * SHINGLE)


@settings(max_examples=60)
@given(batch=st.lists(texts, max_size=6))
def test_many_letters_have_the_keys_of_each_text_alone(batch: list[str]) -> None:
    long = "lantern " * (FEW_LETTERS // 8 + 1)
    plain = [bands_of([text]) for text in batch]

    assert np.array_equal(bands_of([*batch, long])[:-1], np.concatenate([np.zeros((0, 32), np.uint64), *plain]))

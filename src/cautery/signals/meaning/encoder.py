"""Sentences as vectors: Google's Universal Sentence Encoder, multilingual, version 3 (Yang et al. 2020; Apache-2.0), in NumPy.

Weights and vocabulary come with the package; nothing is loaded from a network, and nothing before it is needed.
"""

from collections.abc import Sequence
from importlib import import_module
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""A row a text, of length 1, 512 wide."""
MOST_UNKNOWN = 0.2
"""Share of pieces that the encoder has never seen, from which on it says nothing about a text."""
_UNKNOWN = 0
_TURN = Lock()


def encode(texts: Sequence[str]) -> Vectors:
    """Give a vector for each text; the cosine of two is their product."""
    with _TURN:
        return np.asarray(_model().ENCODER.encode(list(texts)), dtype=np.float32)


def is_readable(text: str) -> bool:
    """Tell whether a text is of a language that the encoder knows: whether it knows most of its pieces."""
    pieces: list[int] = _model().PIECES.encode(text, out_type=int)
    return bool(pieces) and sum(piece == _UNKNOWN for piece in pieces) <= MOST_UNKNOWN * len(pieces)


def _model() -> Any:
    return import_module("cautery.signals.meaning.model")

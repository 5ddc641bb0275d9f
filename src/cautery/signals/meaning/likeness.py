"""How likely two texts mean the same: their cosine, held against how near both are to what people ordinarily write.

A topic alone brings two texts near; so it brings both near to ordinary texts of that topic, in every language. The mean
cosine to the nearest of those is taken off (cross-domain similarity local scaling, Conneau et al. 2018), as far as invented
pairs say that it should be: other words, other languages, and topic only (`bench/meaning.py` fits and measures). Where one
of the two is plainly nearer to an ordinary text, they do not mean the same.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from cautery.signals.meaning.encoder import Vectors, encode

Chances = NDArray[np.float64]
NEAREST_ORDINARY = 4
PLAINLY_NEARER = 0.05
"""Cosine by which an ordinary text may be nearer; a twentieth is what an inflected word changes."""
_LETTERS = {
    "Latin": r"[A-Za-z\u00c0-\u024f]",
    "Cyrillic": r"[\u0400-\u052f]",
    "Arabic": r"[\u0600-\u06ff\u0750-\u077f]",
}
_SCRIPTS = {name: re.compile(letters) for name, letters in _LETTERS.items()}
Row = tuple[float, float, float]
ONE_SCRIPT: Row = (12.52, -1.74, -4.45)
TWO_SCRIPTS: Row = (9.65, -1.94, -2.83)
"""Logistic weights of the cosine, of how near both are to ordinary texts, and a constant: in one script, and between two."""


def chances(known: Sequence[str], known_vectors: Vectors, asked: Sequence[str], asked_vectors: Vectors) -> Chances:
    """Say how likely each asked text (row) means the same as each known one (column), 0..1."""
    cosines = np.clip(asked_vectors @ known_vectors.T, -1.0, 1.0).astype(np.float64)
    (asked_mean, asked_most), (known_mean, known_most) = near_ordinary(asked_vectors), near_ordinary(known_vectors)
    ordinary = asked_mean[:, None] + known_mean[None, :]
    same = np.array([script_of(text) for text in asked])[:, None] == np.array([script_of(text) for text in known])
    likely = np.where(same, _chance(cosines, ordinary, ONE_SCRIPT), _chance(cosines, ordinary, TWO_SCRIPTS))
    return np.where(np.maximum(asked_most[:, None], known_most[None, :]) > cosines + PLAINLY_NEARER, 0.0, likely)


def near_ordinary(vectors: Vectors) -> tuple[Chances, Chances]:
    """Give the mean cosine of each text to the ordinary ones that are nearest to it, and to the very nearest."""
    nearest = np.sort(vectors @ ordinary_vectors().T, axis=1)[:, -NEAREST_ORDINARY:].astype(np.float64)
    return nearest.mean(axis=1), nearest[:, -1]


def script_of(text: str) -> str:
    """Name the script that most of a text is in, as far as calibration tells scripts apart.

    >>> script_of("как lantern приехать"), script_of("どうすれば")
    ('Cyrillic', '')
    """
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    name = max(counts, key=lambda one: counts[one])
    return name if counts[name] else ""


@cache
def ordinary_vectors() -> Vectors:
    """Give the vectors of the ordinary texts that come with the product."""
    said = tomllib.loads(files("cautery.signals.meaning").joinpath("ordinary.toml").read_text(encoding="utf-8"))
    return encode([text for language in sorted(said) for text in said[language]])


def _chance(cosines: Chances, ordinary: Chances, row: Row) -> Chances:
    of_cosine, of_ordinary, constant = row
    return np.asarray(1.0 / (1.0 + np.exp(-(of_cosine * cosines + of_ordinary * ordinary + constant))))

"""Whether an account writes as removed accounts wrote: a linear classifier of masked words and pieces of words, one a script.

It learns from bags of an account's texts in several sizes, so that it can also read an account that has said one thing. It is
one channel among others, capped, and never enough alone: with the topic masked it knows a manner of writing, not a meaning.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from cautery.suspicion.words import WALL, Script, mask, script_of

MOST_TEXTS = 2000
"""Texts of one account that are read; more would not change the answer."""
FEWEST_VIOLATING, FEWEST_OTHER = 30, 150
"""Bags below which a script stays silent."""
SCRIPTS: tuple[Script, ...] = ("latin", "arabic")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """Texts of one account read as one document, with the weight that it has in learning."""

    document: str
    violating: bool
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A vocabulary with its inverse document frequencies and learnt weights (nats)."""

    vocabulary: tuple[str, ...]
    idf: NDArray[np.float64]
    weights: NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What was learnt about one script."""

    words: Terms
    pieces: Terms
    intercept: float

    def margins(self, documents: Sequence[str]) -> NDArray[np.float64]:
        """Give one log-odds (nats) a document, before calibration."""
        words, pieces = self._readers
        found: NDArray[np.float64] = (
            words.transform(documents) @ self.words.weights
            + pieces.transform(documents) @ self.pieces.weights
            + self.intercept
        )
        return found

    def telling(self, document: str, *, most: int = 5) -> tuple[str, ...]:
        """Name the words that speak most for the answer, strongest first."""
        row = self._readers[0].transform([document])
        strength = row.data * self.words.weights[row.indices]
        order = np.argsort(-strength)[:most]
        return tuple(self.words.vocabulary[row.indices[i]] for i in order if strength[i] > 0)

    @cached_property
    def _readers(self) -> tuple[TfidfVectorizer, TfidfVectorizer]:
        return _reader(self.words, words_of), _reader(self.pieces, pieces_of)


def learn_wording(bags: Sequence[Bag]) -> Wording | None:
    """Learn one script; None when there are too few of either side to learn anything honest."""
    violating = np.array([bag.violating for bag in bags], dtype=bool)
    if violating.sum() < FEWEST_VIOLATING or (~violating).sum() < FEWEST_OTHER:
        return None
    weight = np.array([bag.weight for bag in bags])
    weight[violating] *= weight[~violating].sum() / weight[violating].sum()
    readers = (
        TfidfVectorizer(analyzer=words_of, min_df=4, sublinear_tf=True),
        TfidfVectorizer(analyzer=pieces_of, min_df=4, sublinear_tf=True, max_features=60_000),
    )
    documents = [bag.document for bag in bags]
    columns = sparse.hstack([reader.fit_transform(documents) for reader in readers]).tocsr()
    learnt = LogisticRegression(C=10.0, solver="liblinear", max_iter=200).fit(columns, violating, sample_weight=weight)
    split = len(readers[0].vocabulary_)
    return Wording(
        words=_terms(readers[0], learnt.coef_[0][:split]),
        pieces=_terms(readers[1], learnt.coef_[0][split:]),
        intercept=float(learnt.intercept_[0]),
    )


def documents_of(spelled: Sequence[str], script: Script) -> list[str]:
    """Mask an account's spelled texts of one script; texts of which little is left say nothing."""
    masked = (mask(text) for text in spelled if script_of(text) == script)
    return [text for text in masked if len(text.replace(WALL, " ").split()) >= 2][:MOST_TEXTS]


def bags_of(documents: Sequence[str], *, violating: bool, weight: float, rng: np.random.Generator) -> Iterator[Bag]:
    """Read an account whole, and in parts of four texts and of one, so that small accounts are learnt from too."""
    if not documents:
        return
    yield Bag(document=join(documents[:400]), violating=violating, weight=weight)
    for size, times, share in ((4, 2, 0.25), (1, 4, 0.125)):
        if len(documents) > size:
            for _ in range(times):
                chosen = rng.choice(len(documents), size, replace=False)
                yield Bag(document=join([documents[i] for i in chosen]), violating=violating, weight=weight * share)


def join(documents: Sequence[str]) -> str:
    """Put texts one after another with walls between, so that no pair of words reaches from one to the next."""
    return f" {WALL} ".join(documents)


def words_of(masked: str) -> list[str]:
    """Words and pairs of words, never across a wall: short, so that a reason can show them."""
    found: list[str] = []
    for run in masked.split(WALL):
        words = run.split()
        found += words
        found += [f"{first} {second}" for first, second in pairwise(words)]
    return found


def pieces_of(masked: str) -> list[str]:
    """Three to five letters in a row, at word borders: spelling variants and Arabic inflection."""
    found: list[str] = []
    for word in masked.split():
        if word != WALL:
            padded = f" {word[:40]} "
            found += [padded[i : i + n] for n in (3, 4, 5) for i in range(max(1, len(padded) - n + 1))]
    return found


def _terms(reader: TfidfVectorizer, weights: NDArray[np.float64]) -> Terms:
    return Terms(vocabulary=tuple(reader.get_feature_names_out()), idf=reader.idf_, weights=weights)


def _reader(terms: Terms, analyzer: object) -> TfidfVectorizer:
    reader = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True, vocabulary=list(terms.vocabulary))
    reader.idf_ = terms.idf
    return reader

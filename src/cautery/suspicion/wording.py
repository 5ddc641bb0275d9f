"""Whether an account writes as removed accounts wrote: a linear classifier of masked words and pieces of words, one a script.

An account's texts are read as one document. It is one channel among others, capped, and never enough alone: with the topic
masked it knows a manner of writing, not a meaning.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from cautery.suspicion.words import WALL, Script, mask, script_of

MOST_TEXTS = 400
"""Texts of one account that are read; more would not change the answer."""
FEWEST_VIOLATING, FEWEST_OTHER = 8, 30
"""Documents below which a script stays silent."""
SCRIPTS: tuple[Script, ...] = ("latin", "arabic")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedText:
    """An account's masked texts of one script, with the weight that it has in learning."""

    text: str
    violating: bool
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedVocabulary:
    """A vocabulary with its inverse document frequencies and learnt weights (nats)."""

    vocabulary: tuple[str, ...]
    idf: NDArray[np.float64]
    weights: NDArray[np.float64]

    def weighing(self, weights: NDArray[np.float64]) -> "WeightedVocabulary":
        """Give the same terms with other weights."""
        return WeightedVocabulary(vocabulary=self.vocabulary, idf=self.idf, weights=weights)


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What was learnt about one script."""

    words: WeightedVocabulary
    pieces: WeightedVocabulary
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
        order = np.argsort(-strength, kind="stable")[:most]
        return tuple(self.words.vocabulary[row.indices[i]] for i in order if strength[i] > 0)

    @cached_property
    def _readers(self) -> tuple[TfidfVectorizer, TfidfVectorizer]:
        return _reader(self.words, words_of), _reader(self.pieces, pieces_of)


class WordCounts:
    """Documents with their words and pieces counted once, however often some of them are learnt from."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._row = {text: row for row, text in enumerate(dict.fromkeys(texts))}
        self._words, self._pieces = _Counts(list(self._row), words_of), _Counts(list(self._row), pieces_of)

    def learn(self, documents: Sequence[WeightedText]) -> Wording | None:
        """Learn from some of the documents; None when there are too few of either side to learn anything honest."""
        violating = np.array([document.violating for document in documents], dtype=bool)
        if violating.sum() < FEWEST_VIOLATING or (~violating).sum() < FEWEST_OTHER:
            return None
        weight = np.array([document.weight for document in documents])
        weight[violating] *= weight[~violating].sum() / weight[violating].sum()
        rows = [self._row[document.text] for document in documents]
        words, word_columns = self._words.pick(rows, fewest=2)
        pieces, piece_columns = self._pieces.pick(rows, fewest=3)
        columns = sparse.hstack([word_columns, piece_columns]).tocsr()
        learnt = LogisticRegression(C=10.0, solver="liblinear", max_iter=200).fit(
            columns, violating, sample_weight=weight
        )
        split = len(words.vocabulary)
        return Wording(
            words=words.weighing(learnt.coef_[0][:split]),
            pieces=pieces.weighing(learnt.coef_[0][split:]),
            intercept=float(learnt.intercept_[0]),
        )


def read_as_one(spelled: Sequence[str], script: Script) -> tuple[str, int]:
    """Mask an account's spelled texts of one script and put them into one document, with walls between.

    Returns the document, and of how many texts it is made; texts of which little is left say nothing.
    """
    masked = (mask(text) for text in spelled if script_of(text) == script)
    kept = [text for text in masked if len(text.replace(WALL, " ").split()) >= 2][:MOST_TEXTS]
    return f" {WALL} ".join(kept), len(kept)


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


class _Counts:
    """How often each term stands in each document, and what is left of it when some documents are picked."""

    def __init__(self, texts: Sequence[str], analyzer: Callable[[str], list[str]]) -> None:
        reader = CountVectorizer(analyzer=analyzer)
        self._counts = reader.fit_transform(texts) if any(map(analyzer, texts)) else sparse.csr_matrix((len(texts), 0))
        self._names = reader.get_feature_names_out() if self._counts.shape[1] else np.array([], dtype=object)

    def pick(self, rows: Sequence[int], *, fewest: int) -> tuple[WeightedVocabulary, sparse.csr_matrix]:
        """Give the terms that stand in enough of the picked documents, and the documents as TF-IDF rows over them."""
        counts = self._counts[rows]
        kept = np.flatnonzero(counts.getnnz(axis=0) >= fewest)
        weigh = TfidfTransformer(sublinear_tf=True)
        columns = weigh.fit_transform(counts[:, kept]) if len(kept) else counts[:, kept].astype(np.float64)
        idf = weigh.idf_ if len(kept) else np.zeros(0)
        return WeightedVocabulary(vocabulary=tuple(self._names[kept]), idf=idf, weights=np.zeros(len(kept))), columns


def _reader(terms: WeightedVocabulary, analyzer: object) -> TfidfVectorizer:
    reader = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True, vocabulary=list(terms.vocabulary))
    reader.idf_ = terms.idf
    return reader

"""How somebody writes, whatever about: texts become points, and points of one hand lie near each other.

What is read are function words and the shape of everything else (text distortion, Stamatatos 2017), how posts begin
and end, pieces of words, and words. Which of it stays with a writer and which changes with the day is learnt from the
bank itself: each removed account's posts are cut into chunks, and directions in which the chunks of one account
differ count for less (within-class covariance normalisation, Hatch et al. 2006, as in speaker recognition). So no
pair of accounts need be known to be one hand, and every script and language that the bank holds is learnt.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer

KEPT_WORDS = 200
"""Most widespread words, that are kept as they are: they carry grammar and not topic."""
WIDTH = 2**15
"""Columns of one view."""
DIMENSIONS = 256
CHUNKS = 4
"""Pieces of one account's posts, in the order of time."""
MIXED = 0.5
"""Share of the identity in the covariance within accounts: few chunks say little about 256 directions."""
MOST_CHUNKS = 6000
"""Chunks that are learnt from: a sample of a large bank is enough."""
FEWEST_ACCOUNTS = 8
"""Below this nothing about writing can be learnt, and the channel is silent."""

Points = NDArray[np.float32]
"""(accounts, dimensions), each of length one; all zero where nothing was written."""

_TOKEN = re.compile(r"\w+|[^\w\s]|\n+")
_LINK, _NAME, _TAG = re.compile(r"https?://\S+"), re.compile(r"@\w+"), re.compile(r"#\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleReader:
    """What was learnt about writing; turns texts into points."""

    kept: frozenset[str]
    weights: tuple[TfidfTransformer, ...]
    directions: NDArray[np.float32]
    centre: NDArray[np.float32]
    whitening: NDArray[np.float32]

    def read(self, accounts: Sequence[Sequence[str]]) -> Points:
        """Place each account by its texts."""
        columns = _columns(accounts, self.kept)
        seen = np.array([any(texts) for texts in accounts], dtype=bool)
        weighed = sparse.hstack([view.transform(part) for view, part in zip(self.weights, columns, strict=True)])
        placed = _unit(_centred(weighed @ self.directions, self.centre) @ self.whitening)
        return np.asarray(placed * seen[:, None], dtype=np.float32)


def learn_style(accounts: Sequence[Sequence[str]], *, seed: int) -> StyleReader | None:
    """Learn from the removed accounts' own texts, each account's in the order of time; None where there are too few."""
    chosen = [texts for texts in accounts if len(texts) >= 2]
    if len(chosen) < FEWEST_ACCOUNTS:
        return None
    most = max(FEWEST_ACCOUNTS, MOST_CHUNKS // CHUNKS)
    if len(chosen) > most:
        drawn = np.random.default_rng(seed).choice(len(chosen), size=most, replace=False)
        chosen = [chosen[at] for at in sorted(drawn.tolist())]
    chunks, owners = _chunked(chosen)
    kept = _widespread(chosen)
    columns = _columns(chunks, kept)
    weights = tuple(TfidfTransformer(sublinear_tf=True).fit(part) for part in columns)
    weighed = sparse.hstack([view.transform(part) for view, part in zip(weights, columns, strict=True)]).tocsr()
    dimensions = max(2, min(DIMENSIONS, len(chunks) // 2))
    directions = TruncatedSVD(dimensions, n_iter=3, random_state=seed).fit(weighed).components_.T.astype(np.float32)
    points = weighed @ directions
    centre = points.mean(axis=0)
    return StyleReader(
        kept=kept,
        weights=weights,
        directions=directions,
        centre=centre,
        whitening=_whitening(_centred(points, centre), owners),
    )


def _whitening(points: NDArray[np.float32], owners: NDArray[np.int64]) -> NDArray[np.float32]:
    """Give the map under which differences within accounts are alike in every direction."""
    means = np.zeros((owners.max() + 1, points.shape[1]))
    np.add.at(means, owners, points)
    means /= np.bincount(owners)[:, None]
    within = np.cov((points - means[owners]).T)
    size = within.shape[0]
    mixed = (1 - MIXED) * within + MIXED * (np.trace(within) / size + 1e-9) * np.eye(size)
    return np.linalg.cholesky(np.linalg.inv(mixed)).astype(np.float32)


def _chunked(accounts: Sequence[Sequence[str]]) -> tuple[list[Sequence[str]], NDArray[np.int64]]:
    chunks: list[Sequence[str]] = []
    owners: list[int] = []
    for owner, texts in enumerate(accounts):
        for part in np.array_split(np.arange(len(texts)), min(CHUNKS, len(texts))):
            chunks.append([texts[at] for at in part])
            owners.append(owner)
    return chunks, np.array(owners)


def _centred(points: NDArray[np.float32], centre: NDArray[np.float32]) -> NDArray[np.float32]:
    return _unit(points - centre)


def _unit(points: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(points, axis=1, keepdims=True)
    return np.asarray(points / np.maximum(lengths, 1e-9), dtype=np.float32)


def _widespread(accounts: Sequence[Sequence[str]]) -> frozenset[str]:
    """Find the words that most accounts use."""
    users: Counter[str] = Counter()
    for texts in accounts:
        users.update({token.lower() for text in texts for token in _TOKEN.findall(text) if token.isalpha()})
    return frozenset(word for word, _ in sorted(users.items(), key=lambda item: (-item[1], item[0]))[:KEPT_WORDS])


def _columns(accounts: Sequence[Sequence[str]], kept: frozenset[str]) -> tuple[sparse.csr_matrix, ...]:
    """Count what is found in each view of each account's texts."""
    plain = [[_masked(text) for text in texts] for texts in accounts]
    tokens = [[_TOKEN.findall(_TAG.sub("TAG", text)) for text in texts] for texts in plain]
    given = (
        [_sequences(posts, kept) for posts in tokens],
        [_ends(posts) for posts in tokens],
        [_words(texts) for texts in plain],
        [_pieces(texts) for texts in plain],
    )
    hashing = HashingVectorizer(analyzer=list, n_features=WIDTH, alternate_sign=False, norm=None, dtype=np.float32)
    return tuple(hashing.transform(view) for view in given)


def _masked(text: str) -> str:
    """Hide links and names: whom one speaks to and what one passes on are channels of their own."""
    return _NAME.sub("@", _LINK.sub("URL", text))


def _sequences(posts: Iterable[Sequence[str]], kept: frozenset[str]) -> list[str]:
    """Give one, two and three tokens in a row, with all but function words reduced to their shape."""
    found = []
    for tokens in posts:
        shapes = ["^", *(_shape(token, kept) for token in tokens), "$"]
        found += [" ".join(shapes[at : at + n]) for n in (1, 2, 3) for at in range(len(shapes) - n + 1)]
    return found


def _shape(token: str, kept: frozenset[str]) -> str:
    """Reduce a token to its shape.

    >>> [_shape(token, frozenset({"the"})) for token in ("the", "Lamp", "NATO", "lamp", "42", "!")]
    ['the', 'C', 'A', 'a', '9', '!']
    """
    if token in ("URL", "TAG") or token.lower() in kept or not (token[0].isalnum() or token[0].isspace()):
        return token
    if token[0].isspace():
        return "¶"
    if token.isdigit():
        return "9"
    if token.isupper() and len(token) > 1:
        return "A"
    return "C" if token[0].isupper() else "a"


def _ends(posts: Iterable[Sequence[str]]) -> list[str]:
    """Give how posts begin and end: habits that last, such as a greeting, a signature, or no full stop."""
    found = []
    for tokens in posts:
        if tokens:
            first, last = tokens[0], tokens[-1]
            second, before = (tokens[1], tokens[-2]) if len(tokens) > 1 else ("", "")
            found += [f"^{first}", f"^{first} {second}", f"{last}$", f"{before} {last}$"]
    return found


def _words(texts: Iterable[str]) -> list[str]:
    return [token.lower() for text in texts for token in _TOKEN.findall(text) if token[0].isalnum()]


def _pieces(texts: Iterable[str]) -> list[str]:
    return list(_pieces_of(f" {word} " for text in texts for word in text.split()))


def _pieces_of(words: Iterable[str]) -> Iterator[str]:
    """Give two and three letters in a row, as they are written."""
    for word in words:
        for size in (2, 3):
            yield from (word[at : at + size] for at in range(len(word) - size + 1))

"""What was learnt from decisions, kept so that it can be read without learning again, and never as code."""

from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from cautery.errors import Permanent
from cautery.kit.files import replace_file
from cautery.kit.unreadable import NOT_JSON
from cautery.suspicion.learn import Floats, TextParts
from cautery.suspicion.mixing import Mixing
from cautery.suspicion.stance import stances
from cautery.suspicion.wording import WeightedVocabulary, Wording
from cautery.suspicion.words import Script


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedModel:
    """The outcome of a fit: two readers of words, one for each half of the undecided, and how channels are mixed."""

    halves: tuple[TextParts, TextParts]
    mixing: Mixing


def keep(fitted: FittedModel, path: Path) -> None:
    """Write what was learnt; a reader sees the old or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    parts = (_packed(fitted.halves[0]), _packed(fitted.halves[1]))
    replace_file(path, msgspec.msgpack.encode(_Packed(halves=parts, mixing=fitted.mixing)))


def fetch(path: Path) -> FittedModel | None:
    """Read what was learnt; None when nothing was. What is damaged, or from before something changed here, is refused."""
    if not path.exists():
        return None
    try:
        packed = msgspec.msgpack.decode(path.read_bytes(), type=_Packed)
        return FittedModel(halves=(_parts(packed.halves[0]), _parts(packed.halves[1])), mixing=packed.mixing)
    except (*NOT_JSON, ValueError) as error:
        raise Permanent(f"What was learnt, '{path}', cannot be read ({error}); run 'cautery fit' again.") from None


class _PackedTerms(msgspec.Struct):
    vocabulary: tuple[str, ...]
    idf: bytes
    weights: bytes


class _PackedWording(msgspec.Struct):
    words: _PackedTerms
    pieces: _PackedTerms
    intercept: float


class _PackedParts(msgspec.Struct):
    stance: bytes
    wording: dict[Script, _PackedWording]


class _Packed(msgspec.Struct):
    halves: tuple[_PackedParts, _PackedParts]
    mixing: Mixing


def _packed(parts: TextParts) -> _PackedParts:
    wording = {
        script: _PackedWording(_packed_terms(learnt.words), _packed_terms(learnt.pieces), learnt.intercept)
        for script, learnt in parts.wording.items()
    }
    return _PackedParts(parts.stance.tobytes(), wording)


def _packed_terms(terms: WeightedVocabulary) -> _PackedTerms:
    return _PackedTerms(terms.vocabulary, terms.idf.tobytes(), terms.weights.tobytes())


def _parts(packed: _PackedParts) -> TextParts:
    wording = {
        script: Wording(words=_terms(learnt.words), pieces=_terms(learnt.pieces), intercept=learnt.intercept)
        for script, learnt in packed.wording.items()
    }
    return TextParts(stance=_floats(packed.stance, len(stances())), wording=wording)


def _terms(packed: _PackedTerms) -> WeightedVocabulary:
    number = len(packed.vocabulary)
    return WeightedVocabulary(
        vocabulary=packed.vocabulary, idf=_floats(packed.idf, number), weights=_floats(packed.weights, number)
    )


def _floats(raw: bytes, number: int) -> Floats:
    floats = np.frombuffer(raw, dtype=np.float64)
    if len(floats) != number:
        raise ValueError(f"it holds {len(floats)} weights where there should be {number}")
    return floats

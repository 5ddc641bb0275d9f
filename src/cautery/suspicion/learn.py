"""Learns from what people have decided. No undecided account is ever judged by a part that learnt from it.

The accounts still to be judged are taken as noisy benign examples: what is common among them is the topic of the platform, and
not the offence (learning from positive and unlabelled examples, Elkan & Noto 2008). They fall into two halves by their names,
and each half is read by the parts that learnt from the other. Invented texts of reporters, opponents, researchers and believers
are shipped as benign examples, because a deployment has removed none of them yet and so could not know better.
"""

import csv
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import product

import numpy as np
from numpy.typing import NDArray

from cautery.model.account import Account, AccountId, Platform
from cautery.suspicion.stance import habits, stances
from cautery.suspicion.voices import AccountVoice, add_texts
from cautery.suspicion.wording import SCRIPTS, WeightedText, WordCounts, Wording, read_as_one
from cautery.suspicion.words import Script

LN2 = float(np.log(2.0))
SHIPPED_WEIGHT = 0.5
"""What an invented example weighs beside a decided account."""
FOLDS = 5
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An account, or a text that stands for one, to learn from."""

    voice: AccountVoice
    violating: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TextParts:
    """What reads an account's words: one weight (nats) a stance, and one wording a script that had enough examples."""

    stance: Floats
    wording: Mapping[Script, Wording] = field(default_factory=dict)

    def stance_bits(self, voice: AccountVoice) -> Floats:
        """Give bits, one a stance; all nothing for who said nothing."""
        if not voice.stances:
            return np.zeros(len(stances()))
        found: Floats = habits(np.array(voice.stances, dtype=float)) * self.stance / LN2
        return found

    def wording_bits(self, voice: AccountVoice) -> tuple[float, int]:
        """Give bits, and of how many texts they are the mean; (0, 0) where no script was learnt or nothing was said in it."""
        bits, heard = 0.0, 0
        for script, wording in self.wording.items():
            document, texts = read_as_one(voice.spelled, script)
            if texts:
                bits += float(wording.margins([document])[0]) * texts / LN2
                heard += texts
        return (bits / heard, heard) if heard else (0.0, 0)

    def telling(self, voice: AccountVoice) -> tuple[str, ...]:
        """Name the words that speak most for the account being like removed ones."""
        found: list[str] = []
        for script, wording in self.wording.items():
            document, texts = read_as_one(voice.spelled, script)
            found += wording.telling(document) if texts else ()
        return tuple(found)


def shipped_parts() -> TextParts:
    """Give what reads words before anything was learnt here: stance by its shipped weights, no wording."""
    return TextParts(stance=np.array([stance.prior_bits for stance in stances()]) * LN2)


class Corpus:
    """What some voices say, read and counted once: learning leaves out one part of them after another."""

    def __init__(self, voices: Iterable[AccountVoice]) -> None:
        heard = {*voices, *shipped_negatives()}
        self._said = {script: _said(heard, script) for script in SCRIPTS}
        self._counted = {script: WordCounts(sorted(said.values())) for script, said in self._said.items()}

    def learn_parts(self, examples: Sequence[Example]) -> TextParts:
        """Learn the text parts from examples, the shipped ones added."""
        everyone = [
            *examples,
            *(Example(voice=voice, violating=False, weight=SHIPPED_WEIGHT) for voice in shipped_negatives()),
        ]
        return TextParts(stance=_learn_stance(everyone), wording=dict(self._learn_wordings(everyone)))

    def _learn_wordings(self, examples: Sequence[Example]) -> Iterable[tuple[Script, Wording]]:
        for script in SCRIPTS:
            said = self._said[script]
            wording = self._counted[script].learn(
                [
                    WeightedText(text=said[example.voice], violating=example.violating, weight=example.weight)
                    for example in examples
                    if example.voice in said
                ]
            )
            if wording is not None:
                yield script, wording


def _said(voices: Iterable[AccountVoice], script: Script) -> dict[AccountVoice, str]:
    read = ((voice, read_as_one(voice.spelled, script)) for voice in voices)
    return {voice: text for voice, (text, texts) in read if texts}


def learn_halves(
    decided: Sequence[Example], undecided: Sequence[AccountVoice], corpus: Corpus
) -> tuple[TextParts, TextParts]:
    """Learn twice: each half of the undecided accounts is left out once, and the other taken as noisy benign examples.

    Returns the parts that may read half 0, and those that may read half 1.
    """
    first, second = (corpus.learn_parts([*decided, *_noisy(undecided, but=half)]) for half in (0, 1))
    return first, second


def read_apart(
    decided: Sequence[Example], undecided: Sequence[AccountVoice], corpus: Corpus, *, texts: Sequence[Example] = ()
) -> Mapping[Account, TextParts]:
    """For each decided account, give parts that did not learn from it: what calibration needs.

    Accounts fall into five folds by their names, so the same account falls into the same fold on every machine. As when
    somebody new is read, one half of the undecided is left out.
    """
    apart: dict[Account, TextParts] = {}
    for fold, half in product(range(FOLDS), (0, 1)):
        inside = [one for one in decided if _fold(one) == fold and share_of(one.voice.about, 2) == half]
        if inside:
            outside = [example for example in decided if _fold(example) != fold]
            parts = corpus.learn_parts([*outside, *_noisy(undecided, but=half), *texts])
            apart |= {example.voice.about: parts for example in inside}
    return apart


def _noisy(undecided: Sequence[AccountVoice], *, but: int) -> list[Example]:
    return [Example(voice=voice, violating=False) for voice in undecided if share_of(voice.about, 2) != but]


def _fold(example: Example) -> int:
    """The fold is drawn apart from the half, so that every fold has both halves."""
    return share_of(example.voice.about, 2 * FOLDS) // 2


def share_of(about: Account, shares: int) -> int:
    """Say into which of some equal shares an account falls, by its name alone."""
    return int.from_bytes(hashlib.sha256(f"{about.platform}\0{about.id}".encode()).digest()[:4], "big") % shares


@cache
def shipped_negatives() -> tuple[AccountVoice, ...]:
    """Read the invented texts of people who are most easily wronged, each as an account that has said one thing."""
    text = files("cautery.suspicion").joinpath("shipped/negatives.csv").read_text(encoding="utf-8")
    return tuple(
        add_texts(
            Account(platform=Platform("shipped"), id=AccountId(f"{row['group']}-{number}")), (("text", row["text"]),)
        )
        for number, row in enumerate(csv.DictReader(text.splitlines()))
    )


def ridge_to_prior(
    columns: Floats, violating: NDArray[np.bool_], weight: Floats, *, prior: Floats, strength: float
) -> Floats:
    """Fit a logistic regression whose weights are pulled towards `prior`; the last weight returned is a free intercept.

    All in nats. Newton's method on a convex loss, with steps halved while they lead uphill: it ends, and always at the
    same place.
    """
    x = np.hstack([columns, np.ones((len(columns), 1))])
    centre, pull = np.append(prior, 0.0), np.append(np.full(columns.shape[1], strength), 1e-4)
    found = centre.copy()

    def loss(at: Floats) -> float:
        odds = x @ at
        return float(
            (weight * (np.logaddexp(0.0, odds) - violating * odds)).sum() + (pull * (at - centre) ** 2).sum() / 2
        )

    for _ in range(100):
        chance = 1.0 / (1.0 + np.exp(-np.clip(x @ found, -30.0, 30.0)))
        slope = x.T @ (weight * (chance - violating)) + pull * (found - centre)
        curve = (x * (weight * chance * (1.0 - chance))[:, None]).T @ x + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        while loss(found - step) > loss(found) and np.abs(step).max() > 1e-8:
            step = step / 2
        found = found - step
        if np.abs(step).max() < 1e-8:
            break
    return found


def _learn_stance(examples: Sequence[Example]) -> Floats:
    prior = np.array([stance.prior_bits for stance in stances()]) * LN2
    heard = [example for example in examples if example.voice.stances]
    violating = np.array([example.violating for example in heard], dtype=bool)
    if not violating.any() or violating.all():
        return prior
    weight = np.array([example.weight for example in heard])
    weight[violating] *= max(1.0, 0.25 * weight[~violating].sum() / weight[violating].sum())
    columns = np.array([habits(np.array(example.voice.stances, dtype=float)) for example in heard])
    return ridge_to_prior(columns, violating, weight, prior=prior, strength=2.0)[:-1]

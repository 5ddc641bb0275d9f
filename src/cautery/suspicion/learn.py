"""Learns from what people have decided. No account is ever judged by a part that learnt from it.

Accounts fall into five folds by their names; the text parts are learnt five times, each time without one fold, and an account
is always read by the part that did not know its fold. The accounts still to be judged are taken as noisy benign examples: what
is common among them is the topic of the platform and not the offence (learning from positive and unlabelled examples, Elkan &
Noto 2008). Invented texts of reporters, opponents, researchers and believers are shipped as benign examples, because a
deployment has removed none of them yet and so could not know better.
"""

import csv
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from cautery.model.account import Account, AccountId, Platform
from cautery.suspicion.stance import habits, stances
from cautery.suspicion.voices import Voice, hear
from cautery.suspicion.wording import SCRIPTS, Bag, Wording, bags_of, documents_of, join, learn_wording
from cautery.suspicion.words import Script

FOLDS = 5
LN2 = float(np.log(2.0))
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An account to learn from: violating or not, and how sure that is."""

    voice: Voice
    violating: bool
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TextParts:
    """What reads an account's words: one weight (nats) a stance, and one wording a script that had enough examples."""

    stance: Floats
    wording: Mapping[Script, Wording] = field(default_factory=dict)

    def stance_bits(self, voice: Voice) -> Floats:
        """Give bits, one a stance; all nothing for who said nothing."""
        if not voice.stances:
            return np.zeros(len(stances()))
        found: Floats = habits(np.array(voice.stances, dtype=float)) * self.stance / LN2
        return found

    def wording_bits(self, voice: Voice) -> float:
        """Give bits over the scripts, shrunk towards nothing for few texts; nothing where no script was learnt."""
        bits = 0.0
        for script, wording in self.wording.items():
            documents = documents_of(voice.spelled, script)
            if documents:
                sure = len(documents) / (len(documents) + 1.0)
                bits += float(wording.margins([join(documents)])[0]) * sure / LN2
        return bits


def shipped_parts() -> TextParts:
    """Give what reads words before anything was learnt here: stance by its shipped weights, no wording."""
    return TextParts(stance=np.array([stance.prior_bits for stance in stances()]) * LN2)


def learn_parts(examples: Sequence[Example], *, seed: int = 0) -> tuple[TextParts, ...]:
    """Learn the text parts once a fold, without the accounts of that fold."""
    return tuple(
        _learn_one([example for example in examples if fold_of(example.voice.about) != fold], seed=seed)
        for fold in range(FOLDS)
    )


def fold_of(about: Account) -> int:
    """Say which fold an account falls into: by its name alone, the same on every machine."""
    return hashlib.sha256(f"{about.platform}\0{about.id}".encode()).digest()[0] % FOLDS


@cache
def shipped_negatives() -> tuple[Voice, ...]:
    """Read the invented texts of people who are most easily wronged, each as an account that has said one thing."""
    text = files("cautery.suspicion").joinpath("shipped/negatives.csv").read_text(encoding="utf-8")
    return tuple(
        hear(Account(platform=Platform("shipped"), id=AccountId(f"{row['group']}-{number}")), (("text", row["text"]),))
        for number, row in enumerate(csv.DictReader(text.splitlines()))
    )


def ridge_to_prior(
    columns: Floats, violating: NDArray[np.bool_], weight: Floats, *, prior: Floats, strength: float
) -> Floats:
    """Fit a logistic regression whose weights are pulled towards `prior`; the last weight returned is a free intercept.

    All in nats. Newton's method on a convex loss: it ends, and always at the same place.
    """
    x = np.hstack([columns, np.ones((len(columns), 1))])
    centre, pull = np.append(prior, 0.0), np.append(np.full(columns.shape[1], strength), 1e-4)
    found = centre.copy()
    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-np.clip(x @ found, -30.0, 30.0)))
        slope = x.T @ (weight * (chance - violating)) + pull * (found - centre)
        curve = (x * (weight * chance * (1.0 - chance))[:, None]).T @ x + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        found = found - step
        if np.abs(step).max() < 1e-8:
            break
    return found


def _learn_one(examples: Sequence[Example], *, seed: int) -> TextParts:
    return TextParts(stance=_learn_stance(examples), wording=dict(_learn_wordings(examples, seed=seed)))


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


def _learn_wordings(examples: Sequence[Example], *, seed: int) -> Iterable[tuple[Script, Wording]]:
    for script in SCRIPTS:
        rng = np.random.default_rng(seed)
        bags: list[Bag] = []
        for example in examples:
            documents = documents_of(example.voice.spelled, script)
            bags += bags_of(documents, violating=example.violating, weight=example.weight, rng=rng)
        wording = learn_wording(bags)
        if wording is not None:
            yield script, wording

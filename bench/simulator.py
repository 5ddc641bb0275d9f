"""How fast societies live, and how credible they are: published statistics, fitted and not, and what metadata gives away."""

import time
from dataclasses import asdict

import numpy as np
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict
from sklearn.tree import DecisionTreeClassifier

from bench.metadata import metadata_of
from bench.report import doing, rounded, tell
from cautery.simulator.society.play import play
from cautery.simulator.society.pressure import OFF, ROUTINE, Pressure
from cautery.simulator.society.setting import SocietySize
from cautery.trials.credible import compare

SEED = 2024
"""Not one of those that the priors were set on."""
MILLION = SocietySize(operators=20_000, bystanders=950_000, causes=50, days=30)
SMALL = SocietySize()
NEIGHBOURHOOD = SocietySize(operators=300, bystanders=14_400, days=60)


def main() -> None:
    doing("a small society")
    small = min(_seconds(SMALL, seed) for seed in range(3))
    doing("a million accounts")
    million = _seconds(MILLION, SEED)
    doing("what is published")
    found = compare(operators=1000, seed=SEED)
    doing("what metadata tells")
    figures = {
        "seconds_1m_30d": rounded(million),
        "seconds_2k_120d": rounded(small),
        "within": sum(one.within for one in found),
        "fitted_within": sum(one.within and one.fitted for one in found),
        "held_out_within": sum(one.within and not one.fitted for one in found),
        "statistics": [{**asdict(one), "here": rounded(one.here), "within": one.within} for one in found],
        "metadata_auc": rounded(_tells(OFF)),
        "metadata_auc_under_pressure": rounded(_tells(ROUTINE)),
    }
    published = {one.name: one.published for one in found}
    limit = {"seconds_1m_30d": 300, "within": 8, "held_out_within": 2, "metadata_auc": 0.8}
    tell("simulator", figures, beside=published, limit=limit, seed=SEED)


def _seconds(size: SocietySize, seed: int) -> float:
    begun = time.perf_counter()
    play(size, ROUTINE, seed=seed)
    return time.perf_counter() - begun


def _tells(pressure: Pressure) -> float:
    """How well a depth-3 tree tells the network's accounts by their numbers, cross-validated."""
    told = metadata_of(play(NEIGHBOURHOOD, pressure, seed=SEED))
    tree = DecisionTreeClassifier(max_depth=3, min_samples_leaf=20, random_state=0)
    chance = cross_val_predict(tree, told.numbers, told.violating, cv=5, method="predict_proba")[:, 1]
    return float(np.round(roc_auc_score(told.violating, chance), 6))


if __name__ == "__main__":
    main()

"""What anybody sees of accounts without reading a word."""

import numpy as np
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict
from sklearn.tree import DecisionTreeClassifier

from bench.metadata import NAMES, metadata_of
from cautery.simulator.society.play import play
from cautery.simulator.society.pressure import OFF
from cautery.simulator.society.setting import SocietySize


def test_a_shallow_tree_cannot_tell_the_network_by_numbers() -> None:
    told = metadata_of(play(SocietySize(operators=100, bystanders=4800, days=30), OFF, seed=8))
    tree = DecisionTreeClassifier(max_depth=3, min_samples_leaf=20, random_state=0)
    chance = cross_val_predict(tree, told.numbers, told.violating, cv=5, method="predict_proba")[:, 1]

    assert 0.5 < roc_auc_score(told.violating, chance) <= 0.8


def test_each_account_that_spoke_has_its_numbers() -> None:
    of = play(SocietySize(operators=20, bystanders=50, days=10), OFF, seed=8)
    told = metadata_of(of)

    assert told.numbers.shape == (len(np.unique(of.said.reach["row"][of.said.reach["posts"] > 0])), len(NAMES))
    assert np.isfinite(told.numbers).all()

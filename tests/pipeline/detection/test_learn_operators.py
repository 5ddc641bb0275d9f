"""What is learnt about hands moves little by few pairs, is kept, and is used by the next comparison."""

from datetime import UTC, datetime

import pytest

from cautery.app import App
from cautery.pipeline.detection.learn_operators import learn_hands
from cautery.pipeline.detection.operators import know_operators
from cautery.suspicion.operators.channels import shipped_channels
from cautery.suspicion.operators.learn import SHIPPED, Learnt
from cautery.suspicion.operators.learnt import fetch_learnt, keep_learnt

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


def test_few_pairs_move_what_was_shipped_by_little(town: App) -> None:
    learnt = learn_hands(town)

    for name, channel in shipped_channels().channel.items():
        most = learnt.pairs / (SHIPPED + learnt.pairs)
        assert abs(learnt.persists[name] - channel.persists) <= most + 1e-9
    assert learnt.margin >= 0.0


def test_what_was_learnt_is_kept_and_used(town: App) -> None:
    learnt = learn_hands(town)
    assert fetch_learnt(town.config.hands) == learnt

    keep_learnt(Learnt(persists={"device": 0.9}, margin=3.0, pairs=5.0), town.config.hands)
    shipped = shipped_channels()
    channels = know_operators(town, at=None, false_alarms=None).channels
    assert channels.channel["device"].persists == pytest.approx(0.9)
    assert channels.named.margin == pytest.approx(shipped.named.margin + 3.0)

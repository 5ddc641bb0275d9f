"""What a group posts alike is the group's."""

from random import Random

import pytest

from cautery.simulator.everyday.refrains import KINDS, refrain


@pytest.mark.parametrize("kind", KINDS)
def test_members_post_alike_on_a_day(kind: str) -> None:
    texts = [refrain(kind, 1, Random(member), day=30)[0] for member in range(40)]

    assert len({text.split()[0] for text in texts}) <= 8
    assert all(texts)

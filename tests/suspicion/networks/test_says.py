"""A network is told in sentences that a person can check."""

import numpy as np

from cautery.model.network import NetworkChannel
from cautery.suspicion.networks.find import LinkedGroup
from cautery.suspicion.networks.says import DID, sentences
from cautery.suspicion.networks.traces import TRACES

GROUP = LinkedGroup(
    accounts=np.array([1, 2, 3]), chances=np.ones(3), cause=None, days=24, in_step=12, near=0.93, near_minute=0.02
)
TEXT = NetworkChannel(trace="text", pairs=45, occasions=1340, expected=0.81, jaccard=0.2, log10_p=-20.0)


def told(group: LinkedGroup = GROUP) -> str:
    return " ".join(sentences(group, [TEXT], reposted=0.62, log10_p=-31.4))


def test_it_says_what_they_did_and_how_often_chance_would_have_it_so() -> None:
    assert "In 1,340 hours two of them posted nearly the same text (45 pairs did)" in told()
    assert "by chance these pairs would do so in 0.81" in told()
    assert "10^31" in told()


def test_it_says_how_close_in_time_and_what_people_otherwise_are() -> None:
    assert "93% did it within an hour" in told()
    assert "fewer than 60% do" in told()
    assert "24 days" in told()


def test_the_same_minute_is_told_only_where_it_is_striking() -> None:
    by_minute = LinkedGroup(
        accounts=GROUP.accounts, chances=GROUP.chances, cause=None, days=24, in_step=12, near=0.9, near_minute=0.5
    )

    assert "minute" not in told()
    assert "50% did it within the same minute" in told(by_minute)


def test_re_reports_and_originals_are_told_apart() -> None:
    assert "62% of what they posted passes on other people's posts" in told()


def test_every_trace_has_its_words() -> None:
    assert set(DID) == set(TRACES)

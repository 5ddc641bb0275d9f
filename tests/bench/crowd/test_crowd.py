"""A crowd: a stream in order, the same for the same seed in every process, with the truth beside it."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from itertools import pairwise

import pytest
from sklearn.metrics import roc_auc_score
from sklearn.tree import DecisionTreeClassifier

from bench.crowd.crowd import Crowd, CrowdSize, crowd
from cautery.errors import Invalid
from cautery.events import formats
from cautery.events.format import EventFormat
from cautery.kit.canonical import canonical_json
from cautery.kit.shelf import take
from cautery.model.event import AccountClosed, AccountCreated, AnyEvent, FollowCreated, PostCreated, SessionStarted

SIZE = CrowdSize(removed=300, bystanders=200, arrivals=100)
LIVE = """
import hashlib
from cautery.kit.canonical import canonical_json
from bench.crowd.crowd import CrowdSize, crowd
made = crowd(CrowdSize(removed=60, bystanders=40, arrivals=20), seed=1)
told = [*made.before, *(step for one in made.arrivals for step in one.steps)]
print(hashlib.sha256(b"".join(map(canonical_json, told))).hexdigest())
"""


@pytest.fixture(scope="module")
def made() -> Crowd:
    return crowd(SIZE, seed=1)


@pytest.fixture(scope="module")
def before(made: Crowd) -> list[AnyEvent]:
    return list(made.before)


def digest_of(made: Crowd) -> str:
    told = [*made.before, *(step for one in made.arrivals for step in one.steps)]
    return hashlib.sha256(b"".join(map(canonical_json, told))).hexdigest()


def told_elsewhere(hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    return subprocess.run(
        [sys.executable, "-c", LIVE], env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_the_same_seed_gives_the_same_crowd_and_another_seed_another(made: Crowd) -> None:
    assert digest_of(crowd(SIZE, seed=1)) == digest_of(made) != digest_of(crowd(SIZE, seed=2))


def test_the_same_seed_gives_the_same_crowd_in_every_process() -> None:
    assert len({told_elsewhere(hash_seed) for hash_seed in ("0", "7")}) == 1


def test_it_can_be_told_again(made: Crowd) -> None:
    assert list(made.arrivals) == list(made.arrivals)
    assert next(made.before) == next(made.before)


def test_events_before_come_in_the_order_of_time_and_no_id_is_used_twice(before: list[AnyEvent]) -> None:
    posts = [event.post.id for event in before if isinstance(event, PostCreated)]

    assert [(one, other) for one, other in pairwise(before) if one.at > other.at] == []
    assert len({event.id for event in before}) == len(before)
    assert len(set(posts)) == len(posts)


def test_every_event_is_read_back_from_the_canonical_format(made: Crowd, before: list[AnyEvent]) -> None:
    canonical = take(formats, "canonical", EventFormat)()  # type: ignore[type-abstract]
    told = [*before[::7], *(step for one in made.arrivals for step in one.steps)]

    assert {type(event) for event in before} == {
        AccountCreated,
        FollowCreated,
        PostCreated,
        SessionStarted,
        AccountClosed,
    }
    assert [canonical.parse(canonical_json(event)) for event in told] == [(event,) for event in told]


def test_nobody_acts_before_the_opening_after_a_removal_or_upon_who_is_not_there(before: list[AnyEvent]) -> None:
    opened = {event.account: event.at for event in before if isinstance(event, AccountCreated)}
    closed = {event.account: event.at for event in before if isinstance(event, AccountClosed)}

    for event in before:
        assert opened[event.account] <= event.at
        assert event.at <= closed.get(event.account, event.at)
        if isinstance(event, FollowCreated):
            assert event.target != event.account
            assert opened[event.target] <= event.at


def test_the_removed_are_those_who_were_closed(made: Crowd, before: list[AnyEvent]) -> None:
    closed = [(event.account, event.at) for event in before if isinstance(event, AccountClosed)]

    assert len(made.removed) == SIZE.removed
    assert sorted(made.removed) == sorted(closed)
    assert [at for _, at in made.removed] == sorted(at for _, at in made.removed)


def test_the_live_are_open_and_their_hand_has_a_removed_one(made: Crowd) -> None:
    removed = {account for account, _ in made.removed}
    known = {made.operators[account] for account in removed}

    assert made.live
    assert [one for one, _ in made.live if one in removed] == []
    assert [hand for one, hand in made.live if hand not in known or made.operators[one] != hand] == []


def test_the_truth_names_the_hand_of_every_account_that_has_one(made: Crowd) -> None:
    back = {one.account: one.operator for one in made.arrivals if one.kind == "return"}
    told = {account for account, _ in (*made.removed, *made.live)} | set(back)

    assert set(made.operators) == told
    assert {account: made.operators[account] for account in back} == back


def test_arrivals_are_of_the_kinds_asked_for_in_the_order_of_time(made: Crowd, before: list[AnyEvent]) -> None:
    arrivals = list(made.arrivals)
    began = [one.steps[0].at for one in arrivals]

    assert Counter(one.kind for one in arrivals) == SIZE.of_kinds()
    assert began == sorted(began)
    assert began[0] >= before[-1].at


def test_what_rounding_leaves_is_innocent() -> None:
    assert CrowdSize(arrivals=7).of_kinds() == {
        "return": 1,
        "innocent": 6,
        "benign_return": 0,
        "shared_address": 0,
        "framed": 0,
    }
    assert CrowdSize().of_kinds()["framed"] == 1000


def test_a_crowd_that_cannot_be_is_refused() -> None:
    with pytest.raises(Invalid, match="hands cannot return"):
        crowd(CrowdSize(removed=10, bystanders=10, arrivals=1000), seed=1)
    with pytest.raises(Invalid, match="more than 1"):
        CrowdSize(shares={"return": 0.9, "framed": 0.5}).of_kinds()
    with pytest.raises(Invalid, match="at least one"):
        crowd(CrowdSize(removed=0), seed=1)


def test_counting_hardly_tells_returns_from_the_innocent() -> None:
    """What has no meaning alone must not: a small tree over counts and lengths, learnt on one crowd, tried on another."""
    size = CrowdSize(removed=2000, bystanders=1000, arrivals=1500, shares={"return": 0.4, "innocent": 0.6})
    (learn, learn_is), (judge, judge_is) = (counts_of(crowd(size, seed=seed)) for seed in (1, 2))
    tree = DecisionTreeClassifier(max_depth=3, min_samples_leaf=20).fit(learn, learn_is)

    assert roc_auc_score(judge_is, tree.predict_proba(judge)[:, 1]) < 0.75


def counts_of(made: Crowd) -> tuple[list[list[float]], list[bool]]:
    rows = []
    for one in made.arrivals:
        opened, posts = one.steps[0], [event.post for event in one.steps if isinstance(event, PostCreated)]
        assert isinstance(opened, AccountCreated)
        profile, handle = opened.profile, opened.profile.handle or ""
        row = [len(one.steps), len(handle), sum(map(str.isdigit, handle)), handle.count("_"), len(profile.bio or "")]
        row += [profile.avatar is not None, "phone" in opened.traits, int(str(opened.traits["asn"])[2:])]
        row += [sum(len(post.text or "") for post in posts)]
        row += [
            sum(bool(getattr(post, name)) for post in posts) for name in ("media", "links", "mentions", "repost_of")
        ]
        rows.append(row)
    return rows, [one.kind == "return" for one in made.arrivals]

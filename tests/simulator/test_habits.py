"""A way of writing: it is kept, it is shared, and it says something but little about who writes."""

import random
import re
from bisect import bisect_left
from collections import Counter
from math import sqrt

from bench.crowd.arrivals import Arrival
from bench.crowd.crowd import Crowd, CrowdSize, crowd
from cautery.model.event import AccountCreated, Post, PostCreated
from cautery.simulator.habits import Habit, draw_habit, written
from cautery.simulator.languages import language

SIZE = CrowdSize(removed=900, bystanders=400, arrivals=500, shares={"return": 0.4, "innocent": 0.6})


def a_habit(seed: int = 1) -> Habit:
    return draw_habit(random.Random(seed), language("qaa"))


def test_the_same_chance_draws_the_same_habit() -> None:
    assert a_habit(3) == a_habit(3) != a_habit(4)


def test_every_single_habit_is_shared_by_many() -> None:
    habits = [a_habit(seed) for seed in range(1000)]

    for name in ("stop", "emoji", "spelling"):
        assert min(Counter(getattr(habit, name) for habit in habits).values()) > 30


def test_a_habit_is_kept_to_often_but_not_always() -> None:
    rng, habit = random.Random(1), next(one for seed in range(99) if (one := a_habit(seed)).stop == "!!")
    said = [written("bo ka li", habit, rng) for _ in range(300)]

    assert 0.2 < sum("!!" in text for text in said) / 300 < 0.95


def test_what_is_written_still_says_what_was_said() -> None:
    said = [written("bo ka li", a_habit(seed), random.Random(seed)) for seed in range(300)]

    assert [text for text in said if [word.strip(" ,.!…")[:2] for word in text.split()].count("bo") < 1] == []


def test_people_write_by_day_each_around_an_hour_of_their_own() -> None:
    hours = [a_habit(seed).peak_h for seed in range(500)]

    assert all(0 <= hour < 24 for hour in hours)
    assert sum(9 <= hour < 24 for hour in hours) > 450
    assert len(set(hours)) == 500


def test_ten_posts_tell_a_return_from_a_newcomer_of_its_language_about_as_well_as_the_prior_says() -> None:
    """A plain cosine of character 3-grams, links and reposts left out; the prior is an AUC of .75-.9."""
    made = crowd(SIZE, seed=1)
    after = {posts: style_auc(made, posts=posts) for posts in (1, 10)}

    assert 0.55 < after[1] < 0.70
    assert 0.75 < after[10] < 0.90


def style_auc(made: Crowd, *, posts: int) -> float:
    """Compare returns with the removed account before, and innocent newcomers with those same accounts."""
    old = {account: Counter[str]() for account, _ in made.removed}
    for event in made.before:
        if event.account in old and isinstance(event, PostCreated) and not event.post.repost_of:
            old[event.account] += grams(event.post)
    arrivals = list(made.arrivals)
    wrote = {one.account: first_words(one, posts) for one in arrivals}
    strangers = [one for one in arrivals if one.kind == "innocent"]
    same, other = list[float](), list[float]()
    for position, one in enumerate(arrivals):
        if one.returns_of and old[one.returns_of]:
            near = [them for them in strangers if spoken_by(them) == spoken_by(one)][position % 5 :: 5][:5]
            same.append(cosine(wrote[one.account], old[one.returns_of]))
            other += [cosine(wrote[them.account], old[one.returns_of]) for them in near]
    below = sum(bisect_left(sorted(other), value) for value in same)
    return below / (len(same) * len(other))


def first_words(arrival: Arrival, posts: int) -> Counter[str]:
    """Give the character 3-grams of an account's own first posts."""
    said = [event.post for event in arrival.steps if isinstance(event, PostCreated)]
    own = [post for post in said if not post.repost_of]
    return sum(map(grams, own[:posts]), Counter[str]())


def spoken_by(arrival: Arrival) -> str | None:
    opened = arrival.steps[0]
    return opened.profile.language if isinstance(opened, AccountCreated) else None


def grams(post: Post) -> Counter[str]:
    text = f" {re.sub('https?:[^ ]+', '', post.text or '')} "
    return Counter(map("".join, zip(text, text[1:], text[2:], strict=False)))


def cosine(one: Counter[str], other: Counter[str]) -> float:
    together = sum(count * other[gram] for gram, count in one.items())
    return together / sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()) or 1)

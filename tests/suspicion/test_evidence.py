import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from cautery.engine.accounts import accounts_in, frame_of
from cautery.model.account import Account
from cautery.model.bank import BankEntry
from cautery.model.event import AnyEvent
from cautery.signals.match import Matcher
from cautery.suspicion.evidence import (
    LEAST_TIE_BITS,
    MOST_ITEMS,
    WEAK_BITS,
    ChannelEvidence,
    Readings,
    around,
    everyone,
    read_channels,
)
from tests.world import (
    FRONT_PAGE,
    NOON,
    NOTEBOOK,
    created,
    follow,
    history_of,
    items_of,
    neighbourhood,
    notice,
    person,
    post,
    unfollow,
)

WORLD = neighbourhood()
TEXT = "the lamps are lit tonight, keepers of the old pier, come down and stand with us before they go out"
NEW = person("new")
CARD = BankEntry(
    bank="cards", type="link", value="cards.example/a", origin="us", policy="p", why="", added_by="ada", added_at=NOON
)


def read(
    *more: AnyEvent, removed: Sequence[Account] = WORLD.removed, matcher: Matcher | None = None, population: int = 2000
) -> Readings:
    """Read the world with something more in it, as one corner of a larger platform."""
    history = history_of([*WORLD.events, *more])
    return read_channels(history, frame_of(removed), population=population, matcher=matcher)


def said_of(about: Account, readings: Readings) -> dict[str, ChannelEvidence]:
    return {channel: of[about] for channel, of in readings.items() if about in of and of[about].bits > 0}


def test_one_who_is_back_is_known_by_each_thing_shared_with_removed_accounts() -> None:
    found = said_of(WORLD.returned, WORLD.readings)

    assert {channel: reading.says for channel, reading in found.items()} == {
        "neighbours": "follows 2 removed accounts",
        "contacts": "turns to 1 account that several removed accounts turned to and few others do",
        "links": "posts 1 link (paste) that removed accounts posted, such as justpaste.it/lanternguard",
        "handoffs": "hands off to the same contact as 1 removed account: wick.ember7 on kik",
        "near_texts": "repeats 1 text of removed accounts, word for word or nearly",
    }


@pytest.mark.parametrize(
    "event",
    [
        follow("new", "guard 1"),
        post("new", "hello", mentions=["guard 1"]),
        post("new", "hello", answers="guard 1"),
        post("new", None, reposts="guard 1"),
        post("new", "hello", quotes="guard 1"),
        post("new", "look at this", links=[NOTEBOOK]),
        post("new", f"look at this: {NOTEBOOK}?utm_source=x"),
        post("new", "write to me, kik me: wick.ember7"),
        post("new", TEXT),
        post("new", f"#Lamps {TEXT.replace('tonight', 'today')} @ben"),
        follow("guard 1", "new"),
    ],
)
def test_who_touches_removed_accounts_or_shares_what_few_have_stands_around_them(event: AnyEvent) -> None:
    readings = read(created("new"), event)

    assert NEW in around(readings)
    assert event.id.removeprefix("event ") in {item for one in said_of(NEW, readings).values() for item in one.evidence}


@pytest.mark.parametrize(
    "event",
    [
        post("new", "the morning page", links=[FRONT_PAGE]),
        post("new", "hello", mentions=["bystander 1"]),
        post("new", None, reposts="bystander 1", links=[NOTEBOOK]),
        post("new", "RT @guard 1: look", links=[NOTEBOOK]),
        post("new", "lamps"),
        post("new", "our lions, join the caravan, suspended again"),
        follow("new", "bystander 1"),
        follow("bystander 1", "new"),
        unfollow("new", "guard 1"),
    ],
)
def test_who_shares_only_what_everybody_has_stands_around_nobody(event: AnyEvent) -> None:
    """On this platform everybody posts the front page; and words alone put nobody into a neighbourhood."""
    everybody = len(list(accounts_in(everyone(WORLD.history)))) + 1

    assert NEW not in around(read(created("new"), event, population=everybody))


def test_ordinary_people_around_whom_nothing_happens_are_not_spoken_of() -> None:
    innocent = {*WORLD.bystanders, *WORLD.believers, *WORLD.reporters[1:], *WORLD.opponents[1:]}

    assert not around(WORLD.readings) & innocent


def test_where_nobody_was_removed_nobody_stands_around() -> None:
    assert around(read(removed=())) == frozenset()


def test_more_of_the_same_adds_little() -> None:
    """Shared values come together: thirty links are not thirty times the evidence of one."""
    links = [f"https://justpaste.it/page{number}" for number in range(30)]
    kept = [post(f"guard {1 + number % 4}", "pages", links=[link]) for number, link in enumerate(links)]
    one, many = (
        said_of(NEW, read(*kept, post("new", "mine", links=links[:number])))["links"] for number in (1, len(links))
    )

    assert one.bits < many.bits <= 3.5 * one.bits


def test_mates_of_one_removed_account_share_too_little_to_stand_around_it() -> None:
    """What a class posts says nothing against it, however much of it each of them posts."""
    task = "Homework for class 7: page {0}, exercises {0} to 9, then we draw the map of rivers"
    homework = [task.format(day) for day in range(9)]
    mates = ["guard 1", *(f"pupil {number}" for number in range(18))]
    readings = read(*(post(name, text, links=["https://school.example/7"]) for name in mates for text in homework))

    assert not {about.id for about in around(readings)} & {*mates[1:]}


def test_a_flood_of_notices_counts_as_one_and_an_authority_for_more() -> None:
    flood = [notice("new", by=f"neighbour {number}") for number in range(50)]
    once, often, officially = (
        said_of(NEW, read(*said))["notices"] for said in (flood[:1], flood, [notice("new", kind="authority")])
    )

    assert once.bits == often.bits < officially.bits
    assert (once.says, often.says) == ("1 notice by user", "50 notices by user")
    assert len(often.evidence) == MOST_ITEMS


def test_what_is_banked_counts_once_for_each_value_and_not_for_each_post() -> None:
    twice = [post("new", f"card {n}", links=["https://cards.example/a"]) for n in range(2)]
    other = post("new", "another", links=["https://cards.example/b"])
    matcher = Matcher([CARD, replace(CARD, value="cards.example/b")], at=NOON)
    one, two = (said_of(NEW, read(*said, matcher=matcher))["banks"] for said in (twice, [*twice, other]))

    assert two.bits == 2 * one.bits > 0
    assert "cards.example/a" in one.says
    assert set(two.evidence) - set(one.evidence) == {other.post.id}


def test_a_second_reading_weighs_less_than_the_plain_one_and_both_together_no_more() -> None:
    sign = replace(CARD, type="term", value="lampguard")
    matcher = Matcher([sign], at=NOON)
    plain, hidden = post("new", "the lampguard is here"), post("new", "the l@mpgu4rd is here")
    once, again, both = (
        said_of(NEW, read(*said, matcher=matcher))["banks"] for said in ([plain], [hidden], [hidden, plain])
    )

    assert 0 < again.bits <= once.bits / 2
    assert both.bits == once.bits
    assert "second reading" in again.says


def test_likenesses_of_meaning_add_less_than_a_bit_and_make_nobody_a_candidate() -> None:
    said = ["How can I come over and join you?", "Is it easy to cross the border to you, and does somebody pick us up?"]
    matcher = Matcher([replace(CARD, type="near_meaning", value=one) for one in said], at=NOON)
    asked = [
        post("new", "Comment puis-je venir et vous rejoindre ?"),
        post("new", "Will anyone fetch us over the border to you?"),
    ]
    alone, beside = (
        read(*asked, *more, matcher=matcher) for more in ([], [follow("new", "guard 1"), follow("new", "guard 2")])
    )

    assert NEW not in around(alone)
    assert NEW not in alone["banks"]
    assert 0 < beside["banks"][NEW].bits == WEAK_BITS < LEAST_TIE_BITS
    assert "may mean" in beside["banks"][NEW].says


def test_a_disputed_value_is_told_to_nobody() -> None:
    disputed = Matcher([CARD, replace(CARD, bank="theirs", opinion="negative")], at=NOON)

    assert said_of(NEW, read(post("new", "a card", links=["https://cards.example/a"]), matcher=disputed)) == {}


def test_what_is_said_of_anybody_can_be_looked_up() -> None:
    flood = [
        post("new", f"look {n}", links=[NOTEBOOK], at=NOON + timedelta(hours=n), mentions=["guard 1"])
        for n in range(40)
    ]
    more: list[AnyEvent] = [*flood, notice("new"), follow("guard 1", "new"), follow("new", "guard 1")]
    items = items_of([*WORLD.events, *more])

    for of in read(*more).values():
        for reading in of.values():
            assert set(reading.evidence) <= items
            assert 0 < len(set(reading.evidence)) == len(reading.evidence) <= MOST_ITEMS
            assert reading.says


def test_a_post_that_turns_to_two_removed_accounts_is_shown_once() -> None:
    both = post("new", "you two", mentions=["guard 1", "guard 2"])

    assert said_of(NEW, read(both))["neighbours"].evidence == (both.post.id,)


def test_readings_do_not_depend_on_the_order_in_which_history_lies() -> None:
    """Days are merged and computed again: the rows may lie in another order then."""
    matcher = Matcher([CARD, *(replace(CARD, value=f"cards.example/{n}") for n in "bcdef")], at=NOON)
    more = [
        post("new", f"card {n}", links=[f"https://cards.example/{n}", NOTEBOOK], mentions=["elder"]) for n in "abcdef"
    ]
    events = [*WORLD.events, *more]
    seen = []
    for seed in range(5):
        random.Random(seed).shuffle(events)
        readings = read_channels(history_of(events), frame_of(WORLD.removed), population=50, matcher=matcher)
        seen.append({channel: dict(sorted(of.items())) for channel, of in readings.items()})

    assert all(one == seen[0] for one in seen[1:])


def test_everyone_is_whoever_posted_or_has_a_profile_by_name() -> None:
    history = history_of([post("cleo", "soup"), created("ada"), created("cleo"), follow("dan", "eve"), notice("fay")])

    assert [about.id for about in accounts_in(everyone(history))] == ["ada", "cleo"]

import pytest

from cautery.engine.accounts import accounts_in, frame_of
from cautery.model.event import AnyEvent
from cautery.model.suspicion import Suspicion
from cautery.suspicion.evidence import History, Readings, around, everyone, read_channels
from cautery.suspicion.fitted import FittedModel
from cautery.suspicion.learn import TextParts, share_of, shipped_parts
from cautery.suspicion.mixing import shipped_mixing
from cautery.suspicion.stance import stances
from cautery.suspicion.suspects import LEAST_BITS, candidates, suspect, ways_of
from cautery.suspicion.weights import shipped_weights
from tests.world import FRONT_PAGE, created, follow, history_of, items_of, neighbourhood, notice, person, post

WORLD = neighbourhood()
SHIPPED = ways_of(None)
NEW = person("new")


def read(*more: AnyEvent) -> tuple[History, Readings]:
    history = history_of([*WORLD.events, *more])
    population = everyone(history).height
    return history, read_channels(history, frame_of(WORLD.removed), population=population, matcher=None)


def name_all(*more: AnyEvent) -> tuple[Suspicion, ...]:
    """Weigh everybody in the world, and whoever is added."""
    history, readings = read(*more)
    return suspect(history, readings, tuple(accounts_in(everyone(history))), ways=SHIPPED)


NAMED = name_all()


def test_one_who_is_back_is_named_first_and_before_all_who_only_met_removed_accounts() -> None:
    asked = candidates(WORLD.readings, but=frozenset(WORLD.removed))
    found = suspect(WORLD.history, WORLD.readings, asked, ways=SHIPPED)

    assert found[0].about == WORLD.returned
    assert found[0].chance > 0.9
    assert all(one.chance < 0.5 for one in found[1:])
    assert {WORLD.reporters[0], WORLD.opponents[0]} <= {one.about for one in found[1:]}


def test_nobody_outside_a_neighbourhood_is_ever_a_candidate() -> None:
    """Whatever they say: a platform is never scored cold."""
    loud = post("new", "our lions, join the caravan, they got suspended again")

    _, readings = read(loud, post("new", "the morning page", links=[FRONT_PAGE]))

    innocent = {*WORLD.bystanders, *WORLD.believers, *WORLD.reporters[1:], *WORLD.opponents[1:]}
    assert not {NEW, *innocent} & set(candidates(readings, but=frozenset()))


@pytest.mark.parametrize("event", [follow("new", "guard 1"), post("new", "hello", mentions=["guard 1"]), notice("new")])
def test_who_touches_a_removed_account_is_a_candidate(event: AnyEvent) -> None:
    _, readings = read(created("new"), event)

    assert NEW in candidates(readings, but=frozenset())


def test_whom_people_have_decided_is_no_candidate_and_the_others_come_by_name() -> None:
    every = candidates(WORLD.readings, but=frozenset())

    assert list(every) == sorted(around(WORLD.readings))
    assert set(every) - set(candidates(WORLD.readings, but=frozenset(WORLD.removed))) == set(WORLD.removed)


def test_the_strongest_come_first_and_then_by_name() -> None:
    assert list(NAMED) == sorted(NAMED, key=lambda one: (-one.chance, one.about))
    assert len({one.chance for one in NAMED}) < len(NAMED)


@pytest.mark.parametrize("one", NAMED, ids=lambda one: one.about.id)
def test_reasons_are_an_argument_that_can_be_checked(one: Suspicion) -> None:
    """Strongest first; each with its sentence; what it rests on is there; and together they are the suspicion."""
    strengths = [abs(reason.bits) for reason in one.reasons]
    channels = {reason.channel for reason in one.reasons}

    assert strengths == sorted(strengths, reverse=True)
    assert len(channels) == len(one.reasons)
    assert all(reason.says and set(reason.evidence) <= items_of(WORLD.events) for reason in one.reasons)
    assert all(reason.evidence for reason in one.reasons)
    hidden = (len(shipped_weights().channels) - len(channels)) * LEAST_BITS
    assert abs(sum(reason.bits for reason in one.reasons) - one.bits) <= hidden


def test_the_evidence_of_a_way_of_speaking_is_the_posts_that_speak_so() -> None:
    said = [post("new", "our lions keep the lamp"), post("new", "bread and soup"), post("new", "our lions again")]
    [found] = [one for one in name_all(*said) if one.about == NEW]

    [reason] = [reason for reason in found.reasons if reason.channel == "stance"]

    assert set(reason.evidence) == {said[0].post.id, said[2].post.id}
    assert reason.says.endswith("2 of 3 posts")


def test_who_stands_around_confirmed_accounts_starts_from_another_chance() -> None:
    found = {one.about: one for one in name_all(created("new"), follow("new", "guard 1"), created("far"))}

    near, far = found[NEW], found[person("far")]

    assert (near.neighbourhood, far.neighbourhood) == (True, False)
    assert far.chance == pytest.approx(shipped_weights().platform_prior)
    assert far.bits == 0.0
    assert far.reasons == ()
    assert near.chance > shipped_weights().neighbourhood_prior


def test_no_words_whatsoever_make_a_case_outside_a_neighbourhood() -> None:
    """Every phrase of the list that speaks for somebody, in fifty posts."""
    phrases = " ".join(piece for stance in stances() if stance.side == "for" for piece in stance.pieces)
    said = [post("new", f"{phrases} {'abcdefghij'[n % 10]} {'klmno'[n // 10]}") for n in range(50)]

    [found] = [one for one in name_all(*said) if one.about == NEW]

    assert [reason.channel for reason in found.reasons] == ["stance"]
    assert found.reasons[0].bits > 5
    assert found.chance < 0.5


def test_who_reads_an_account_is_who_did_not_learn_from_its_half() -> None:
    loud, deaf = (TextParts(stance=shipped_parts().stance * factor) for factor in (1.0, 0.0))
    ways = ways_of(FittedModel(halves=(loud, deaf), mixing=shipped_mixing(shipped_weights())))
    events = [post(f"n{number}", "our lions keep the lamp") for number in range(40)]
    people = [person(f"n{number}") for number in range(40)]

    found = suspect(history_of(events), {}, people, ways=ways)

    assert {one.about for one in found if one.bits} == {about for about in people if share_of(about, 2) == 0}


def test_where_nothing_was_learnt_the_shipped_weights_read_everybody() -> None:
    assert SHIPPED.mixing == shipped_mixing(shipped_weights())
    assert [half.wording for half in SHIPPED.halves] == [{}, {}]


def test_an_account_of_which_nothing_is_known_can_be_asked_about() -> None:
    [found] = suspect(history_of([]), {}, [NEW], ways=SHIPPED)

    assert (found.bits, found.reasons, found.neighbourhood) == (0.0, (), False)

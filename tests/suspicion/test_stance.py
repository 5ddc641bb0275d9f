import re
import tomllib
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.suspicion.stance import habits, stance_of, stances
from cautery.suspicion.words import spell

NAMES_AN_ORGANISATION = {"داعش", "الدوله", "دوله", "الخلافه", "تنظيم", "ولايه", "ولايات"}
"""How an organisation is named is what stance judges: these stand in the list because the topic alone says nothing."""
NAMES_A_TOPIC = {"islamist", "wahhabi", "yazidi"}
"""Words that observers and opponents use: they may only ever speak against."""


def _never_evidence() -> dict[str, list[str]]:
    text = files("cautery.suspicion").joinpath("shipped/never_evidence.toml").read_text(encoding="utf-8")
    return {kind: said["words"].split() for kind, said in tomllib.loads(text).items()}


silent = st.sampled_from(
    sorted(
        {
            word
            for kind in ("places_and_peoples", "religion", "days", "arabic")
            for word in _never_evidence()[kind]
            if word not in NAMES_AN_ORGANISATION | NAMES_A_TOPIC
        }
    )
)
any_never = st.sampled_from(
    sorted({word for kind in ("places_and_peoples", "religion", "days") for word in _never_evidence()[kind]})
)
said = st.text(st.sampled_from(list("abcdehilmnorstuwy *'الخفدوه")), max_size=40)


@settings(max_examples=500)
@given(st.lists(silent, min_size=1, max_size=14).map(" ".join))
def test_religion_peoples_places_and_days_take_no_stance(text: str) -> None:
    """In any combination, in either script: whoever only prays, or comes from somewhere, has said nothing to us."""
    assert heard(text) == set()


@settings(max_examples=300)
@given(st.lists(any_never, min_size=1, max_size=14).map(" ".join))
def test_no_word_of_faith_or_place_ever_speaks_for_an_organisation(text: str) -> None:
    assert not {stance.side for stance in stances() if stance.id in heard(text)} & {"for"}


@pytest.mark.parametrize(
    ("text", "heard_in_it"),
    [
        ("Our lions of the lamp", {"own_fighters"}),
        ("I got SUSPENDED again, so this is my #NewAccount", {"suspended_talk"}),
        ("According to the harbour office", {"news_attribution"}),
        ("we condemn it", {"counter_speech"}),
        ("condemned, and condemnations", {"counter_speech"}),
        ("الحساب الجديد", {"suspended_talk"}),
        ("وبالحساب الجديد", {"suspended_talk"}),
        ("حساب جديد", set()),
        ("والحسابي الجديد", {"suspended_talk"}),
        ("lions of the lamp", set()),
        ("our lionscloth", set()),
        ("deviantart is down", {"counter_speech"}),
        ("", set()),
    ],
)
def test_terms_are_heard_as_whole_words_with_their_endings_and_particles(text: str, heard_in_it: set[str]) -> None:
    assert heard(text) == heard_in_it


def test_who_reports_or_condemns_does_not_speak_for_what_is_reported() -> None:
    praise = "our lions of the lamp, join the caravan"
    assert heard(praise) == {"own_fighters", "call_to_join"}

    assert heard(f"according to the office they cried: {praise}") == {"news_attribution"}


@settings(max_examples=300)
@given(st.lists(said | st.sampled_from([t for s in stances() for t in s.pieces]), max_size=6).map(" ".join))
def test_asking_for_the_letters_first_never_misses_a_term(text: str) -> None:
    """Judged against the patterns alone."""
    spelled = spell(text)

    assert [s.heard_in(spelled) for s in stances()] == [s.pattern.search(spelled) is not None for s in stances()]


def test_every_shipped_term_is_heard_as_its_own_way_of_speaking() -> None:
    text = files("cautery.suspicion").joinpath("shipped/stance.toml").read_text(encoding="utf-8")
    by_id = {stance.id: stance for stance in stances()}
    terms = [(group["id"], term) for group in tomllib.loads(text)["group"] for term in group["terms"]]

    deaf = [(name, term) for name, term in terms if not by_id[name].heard_in(spell(term.replace("*", "x")))]
    assert deaf == []


def test_every_way_of_speaking_has_a_source_and_weighs_as_its_side_says() -> None:
    assert len({stance.id for stance in stances()}) == len(stances())
    for stance in stances():
        assert re.search(r"\w{4}", stance.source)
        assert (stance.prior_bits > 0) == (stance.side == "for")


def test_a_habit_grows_with_its_share_and_one_hit_among_few_posts_is_none() -> None:
    never, once, half, always = (
        habits(np.array([[float(row < hits)] for row in range(posts)]))[0]
        for hits, posts in ((0, 4), (1, 1), (50, 100), (100, 100))
    )

    assert never == 0.0
    assert 0 < once < half < always <= 1.0


@settings(max_examples=200)
@given(st.integers(1, 60), st.integers(0, 60))
def test_more_hits_never_make_less_of_a_habit(posts: int, hits: int) -> None:
    hits = min(hits, posts)
    found = [habits(np.array([[float(row < count)] for row in range(posts)]))[0] for count in range(hits + 1)]

    assert found == sorted(found)
    assert 0.0 <= found[-1] <= 1.0


def heard(text: str) -> set[str]:
    return {stance.id for stance, hit in zip(stances(), stance_of(spell(text)), strict=True) if hit}

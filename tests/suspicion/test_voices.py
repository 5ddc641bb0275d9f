from datetime import timedelta

import polars as pl

from cautery.engine.accounts import frame_of
from cautery.model.account import Account, AccountId, Platform
from cautery.suspicion.stance import stances
from cautery.suspicion.voices import MOST_POSTS, AccountVoice, add_texts, own_posts, voices_of
from tests.world import NOON, history_of, person, post


def test_what_is_passed_on_is_another_s_words() -> None:
    """By the field, by whichever half of it is there, or by the old habit."""
    said = [
        post("ada", "the lamps are lit", id="own"),
        post("ada", "the lamps are out", id="passed", reposts="ben"),
        post("ada", "RT @ben: the lamps are out", id="by habit"),
        post("ada", "the lamps, says RT @ben", id="about"),
        post("ada", "what a lamp", id="quote", quotes="ben"),
        post("ada", "yes", id="answer", answers="ben"),
        post("ada", None, id="picture"),
    ]
    half = post("ada", "the lamps", id="half", reposts="ben")
    passed = history_of([*said, half]).posts.with_columns(
        repost_post=pl.when(pl.col("post") == "half").then(pl.lit("p")),
        repost_account=pl.when(pl.col("post") == "half").then(None).otherwise("repost_account"),
    )

    assert own_posts(passed).collect()["post"].to_list() == ["own", "about", "quote", "answer"]


def test_what_is_said_twice_counts_once_with_its_first_post() -> None:
    ada = add_texts(
        person("ada"), (("p1", "Lamps!"), ("p2", "the pier"), ("p3", "lamps https://example.org"), ("p4", "#LAMPS"))
    )

    assert ada.spelled == ("lamps", "the pier")
    assert ada.posts == ("p1", "p2")


def test_a_text_without_a_word_is_nothing_said() -> None:
    assert add_texts(person("ada"), (("p1", "https://example.org 12 !!"), ("p2", ""))).posts == ()


def test_a_voice_has_one_post_and_one_stance_for_each_text() -> None:
    ada = add_texts(person("ada"), (("p1", "our lions of the lamp"), ("p2", "bread")))

    assert len(ada.posts) == len(ada.spelled) == len(ada.stances) == 2
    assert [stances()[i].id for i, hit in enumerate(ada.stances[0]) if hit] == ["own_fighters"]
    assert not any(ada.stances[1])


def test_voices_come_in_the_order_of_names_and_the_silent_ones_too() -> None:
    history = history_of([post("cleo", "soup"), post("ada", "bread"), post("dan", "tea")])

    voices = list(voices_of(history.posts, frame_of([person(name) for name in ("cleo", "ben", "ada")])))

    assert [(voice.about.id, voice.spelled) for voice in voices] == [
        ("ada", ("bread",)),
        ("ben", ()),
        ("cleo", ("soup",)),
    ]


def test_the_same_name_on_another_platform_is_another_voice() -> None:
    history = history_of([post("ada", "bread")])
    elsewhere = Account(platform=Platform("market"), id=AccountId("ada"))

    assert list(voices_of(history.posts, frame_of([elsewhere]))) == [_silent(elsewhere)]


def test_a_voice_does_not_depend_on_the_order_in_which_history_lies() -> None:
    said = [post("ada", f"lamp {'abc'[n % 3]}", id=f"p{n}", at=NOON + timedelta(minutes=n % 4)) for n in range(12)]
    forwards, backwards = (
        list(voices_of(history_of(way).posts, frame_of([person("ada")]))) for way in (said, said[::-1])
    )

    assert forwards == backwards
    assert forwards[0].posts == ("p0", "p4", "p8")


def test_of_very_many_posts_the_newest_are_read() -> None:
    said = [post("ada", _word(n), id=f"p{n}", at=NOON + timedelta(minutes=n)) for n in range(MOST_POSTS + 3)]

    [ada] = voices_of(history_of(said[::-1]).posts, frame_of([person("ada")]))

    assert len(ada.posts) == MOST_POSTS
    assert (ada.posts[0], ada.posts[-1]) == ("p3", f"p{MOST_POSTS + 2}")


def _silent(about: Account) -> AccountVoice:
    return AccountVoice(about=about, posts=(), spelled=(), stances=())


def _word(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:05d}")

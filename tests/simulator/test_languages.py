"""Invented languages: each in its own letters, with words that are as unequal in use as real ones."""

import random
import unicodedata
from collections import Counter

import pytest

from cautery.simulator.languages import (
    SPEAKERS,
    TOPICS,
    VOCABULARY,
    common_bios,
    draw_language,
    full_name,
    language,
    memes,
    sentence,
)

SCRIPTS = {"qaa": "LATIN", "qab": "LATIN", "qac": "ARABIC", "qad": "CYRILLIC", "qae": "DEVANAGARI"}


@pytest.mark.parametrize("code", SPEAKERS)
def test_a_language_is_written_in_its_script(code: str) -> None:
    said = sentence(random.Random(1), language(code), "daily", longest=40)

    assert {unicodedata.name(letter).split()[0] for letter in said if letter != " "} == {SCRIPTS[code]}


@pytest.mark.parametrize("code", SPEAKERS)
def test_no_word_is_of_two_topics_or_two_uses(code: str) -> None:
    spoken = language(code)
    words = [*spoken.words, *spoken.given, *spoken.family, *spoken.titles]
    words += [word for topic in TOPICS for word in spoken.topics[topic]]

    assert len(words) == len(set(words))
    assert len(spoken.words) == VOCABULARY


def test_few_words_are_used_often_and_most_seldom() -> None:
    rng = random.Random(1)
    said = Counter(word for _ in range(3000) for word in sentence(rng, language("qaa"), "daily").split())
    often = [count for _, count in said.most_common()]

    assert sum(often[:100]) > 0.3 * sum(often)
    assert sum(count == 1 for count in often) > 50


def test_a_topic_is_heard_in_what_is_said() -> None:
    rng, spoken = random.Random(1), language("qac")
    words = [word for _ in range(500) for word in sentence(rng, spoken, "football").split()]
    heard = Counter(topic for word in words for topic in TOPICS if word in spoken.topics[topic])

    assert set(heard) == {"football"}
    assert 0.15 < heard["football"] / len(words) < 0.35


def test_favourite_words_come_up_more_often() -> None:
    rng, spoken = random.Random(1), language("qaa")
    favourite = spoken.words[2000]
    said = [sentence(rng, spoken, "daily", favourites=(favourite,)) for _ in range(200)]

    assert sum(favourite in text.split() for text in said) > 100


def test_what_goes_round_and_common_bios_are_the_same_for_everybody() -> None:
    assert memes("qad") is memes("qad")
    assert len(set(common_bios("qaa"))) > 200
    assert set(memes("qaa")) & set(memes("qab")) == set()


def test_languages_are_spoken_by_their_shares_and_titles_stand_first() -> None:
    rng = random.Random(1)
    drawn = Counter(draw_language(rng).code for _ in range(5000))
    titled = [full_name(rng, language("qaa"), titled=True).split()[0].lower() for _ in range(50)]

    assert {code: drawn[code] / 5000 for code in SPEAKERS} == pytest.approx(SPEAKERS, abs=0.03)
    assert set(titled) <= set(language("qaa").titles)

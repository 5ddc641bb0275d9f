"""A shared topic makes two texts near, and no likeness of meaning."""

import tomllib
from importlib.resources import files

import numpy as np

from cautery.signals.meaning.encoder import encode
from cautery.signals.meaning.likeness import chances, near_ordinary, ordinary_vectors, script_of

KNOWN = ["Is it easy to cross the border to you, and does somebody pick us up?"]


def likely(text: str) -> float:
    return float(chances(KNOWN, encode(KNOWN), [text], encode([text]))[0, 0])


def test_other_words_and_other_languages_are_likely_and_the_topic_is_not() -> None:
    meant = ("Will someone fetch us once we get over the border to you?", "هل عبور الحدود إليكم سهل وهل يستقبلنا أحد؟")
    topic = ("Is the border open for tourists at Easter?", "Открыта ли граница для туристов на Пасху?")

    assert min(map(likely, meant)) > 0.75
    assert max(map(likely, topic)) < 0.7


def test_what_is_plainly_nearer_to_an_ordinary_text_means_that() -> None:
    known, asked = ["How can I come over and join you?"], ["How do I join the gym?"]

    assert near_ordinary(encode(asked))[1][0] > 0.7
    assert chances(known, encode(known), asked, encode(asked))[0, 0] == 0.0


def test_the_ordinary_texts_cover_the_encoder_s_languages_and_none_stands_twice() -> None:
    said = tomllib.loads(files("cautery.signals.meaning").joinpath("ordinary.toml").read_text(encoding="utf-8"))
    texts = [text for language in said.values() for text in language]

    assert sorted(said) == ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"]
    assert len(set(texts)) == len(texts) == len(ordinary_vectors())


def test_a_text_is_of_the_script_of_most_of_its_letters() -> None:
    assert [script_of(text) for text in ("lamp лампа лампы", "lamp", "مصباح", "灯", "12")] == [
        "Cyrillic", "Latin", "Arabic", "", "",
    ]  # fmt: skip


def test_chances_are_a_row_an_asked_text_and_a_column_a_known_one() -> None:
    texts = ["The lamps are lit at the mill tonight.", "Bring boots for the march to the mill.", "We sing."]

    assert chances(texts, encode(texts), texts[:2], encode(texts[:2])).shape == (2, 3)
    assert np.all(chances(texts, encode(texts), texts, encode(texts)).diagonal() >= 0.0)

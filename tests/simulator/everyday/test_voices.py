"""People write in a manner of their own, the same each time the same is drawn."""

from random import Random

from cautery.simulator.everyday.voices import a_voice, another_topic, small_talk


def test_the_same_draw_says_the_same() -> None:
    one, other = ([small_talk(a_voice(Random(4)), Random(n)) for n in range(20)] for _ in range(2))

    assert one == other
    assert len(set(one)) > 15


def test_another_topic_keeps_the_manner() -> None:
    voice = a_voice(Random(4))
    changed = another_topic(voice, Random(5), ("kaloren",))

    assert (changed.slots, changed.ends, changed.mistakes) == (voice.slots, voice.ends, voice.mistakes)
    assert set(changed.nouns) != set(voice.nouns)


def test_the_less_people_differ_the_more_words_each_has() -> None:
    assert len(a_voice(Random(4), own=0.0).nouns) > len(a_voice(Random(4), own=1.0).nouns)

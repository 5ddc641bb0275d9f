"""Promises about who is noted to want a measure."""

from cautery.platforms.connectors.mastodon.notes import noted, with_marks
from cautery.platforms.marks import MeasureMarks


def test_each_measure_has_its_line_and_the_moderators_words_stay() -> None:
    note = with_marks("met at the harbour", "suspend", MeasureMarks(keys=("k1", "k2")))
    note = with_marks(note, "mark", MeasureMarks(theirs="", keys=("k3",)))

    assert noted(note, "suspend") == MeasureMarks(keys=("k1", "k2"))
    assert noted(note, "mark") == MeasureMarks(theirs="", keys=("k3",))
    assert with_marks(with_marks(note, "suspend", MeasureMarks()), "mark", MeasureMarks()) == "met at the harbour"


def test_what_is_in_force_without_a_word_of_ours_is_theirs() -> None:
    assert noted("met at the harbour", "suspend") == MeasureMarks(theirs="")

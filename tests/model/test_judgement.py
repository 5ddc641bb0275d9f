from typing import get_args

from cautery.cases.exemptions import PURPOSES
from cautery.model.judgement import Purpose


def test_every_purpose_has_words_for_whoever_chooses_it() -> None:
    assert set(PURPOSES) == set(get_args(Purpose))

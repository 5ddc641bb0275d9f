"""People outside are told what went wrong in their own language, and in no words of the console."""

from dataclasses import replace

import pytest

from cautery.cases.appeals import add_to
from cautery.cases.filing import complaint_of
from cautery.console.outside_problems import says_outside, says_status
from cautery.errors import CauteryError, Conflict, Invalid, Missing, RateLimited, Refused, Temporary
from cautery.translations.languages import LANGUAGES
from cautery.translations.speech import speaking
from tests.outsiders import SAID
from tests.world import NOON

OTHERS = sorted(set(LANGUAGES) - {"en"})


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("kind", [Conflict, Invalid, Missing, RateLimited, Refused, Temporary, CauteryError])
def test_no_error_is_told_in_english(language: str, kind: type[CauteryError]) -> None:
    error = kind("The queue shows what waits.")
    with speaking(language):
        said = says_outside(error)

    assert "queue" not in said
    with speaking("en"):
        assert said != says_outside(error)


@pytest.mark.parametrize(
    "wrong",
    [{"account": ""}, {"text": ""}, {"in_good_faith": False}, {"email": "x"}, {"name": "x" * 600}, {"text": "a\0b"}],
)
def test_every_refusal_of_a_report_has_a_sentence_of_its_own(wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refused:
        complaint_of(replace(SAID, **wrong), kind="user", at=NOON)  # type: ignore[arg-type]
    with speaking("en"):
        general = says_outside(Invalid("?"))
        own = says_outside(refused.value)

    assert own == str(refused.value) != general


@pytest.mark.parametrize("status", [404, 405, 409, 422, 429, 500, 503])
def test_every_status_is_told(status: int) -> None:
    with speaking("ar"):
        assert not any("a" <= letter <= "z" for letter in says_status(status))


def test_the_sentences_of_appeals_are_known() -> None:
    with pytest.raises(Conflict) as refused:
        add_to(None, "x", at=NOON, heard=True)  # type: ignore[arg-type]
    with speaking("de"):
        assert says_outside(refused.value).startswith("Über Ihre Beschwerde")

"""Recordings are known after they were encoded again, cut and played faster."""

import pytest

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.media.look import look
from cautery.signals.types.audio_print import AudioPrint
from tests.material import HEARD, tune, wav

KIND = AudioPrint()
BANKED = [look(wav(tune(seed)), to_bank=True).values("audio_print")[0] for seed in (31, 32)]


def found(data: bytes) -> list[int]:
    return [position for position, _ in KIND.index(BANKED).find(Content(media=(look(data, to_bank=False),)))]


def test_a_cut_from_within_is_found_as_the_right_one() -> None:
    assert found(wav(tune(32)[5 * HEARD + 500 : 16 * HEARD])) == [1]


def test_a_copy_that_runs_faster_is_found_and_the_speed_is_said() -> None:
    """Played at another rate than it was recorded at."""
    faster = wav(tune(31)).replace(HEARD.to_bytes(4, "little"), int(HEARD * 1.02).to_bytes(4, "little"), 1)
    content = Content(media=(look(faster, to_bank=False),))

    assert found(faster) == [0]
    assert KIND.seen_in(BANKED[0], content) == "played at 98.0% of its speed"


def test_another_recording_is_not_found() -> None:
    assert found(wav(tune(33))) == []


@pytest.mark.parametrize("value", ["", "1,", "-1", "4294967296", "AQAAE0mU", "1.5"])
def test_what_is_no_print_is_refused(value: str) -> None:
    with pytest.raises(Invalid, match="no audio print"):
        KIND.canonical(value)

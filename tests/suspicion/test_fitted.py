from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cautery.errors import Permanent
from cautery.suspicion.fitted import FittedModel, fetch, keep
from cautery.suspicion.learn import TextParts
from cautery.suspicion.mixing import shipped_mixing
from cautery.suspicion.stance import stances
from cautery.suspicion.voices import add_texts
from cautery.suspicion.weights import shipped_weights
from cautery.suspicion.wording import WeightedVocabulary, Wording
from tests.world import person

SPOKEN = add_texts(person("ada"), (("p1", "our lions of the lamp"), ("p2", "the lamp burns on")))


def test_what_was_kept_is_fetched_and_reads_as_before(tmp_path: Path) -> None:
    fitted = _fitted()
    keep(fitted, tmp_path / "learnt" / "fitted")

    again = fetch(tmp_path / "learnt" / "fitted")

    assert again is not None
    assert again.mixing == fitted.mixing
    for before, after in zip(fitted.halves, again.halves, strict=True):
        assert after.stance_bits(SPOKEN).tolist() == before.stance_bits(SPOKEN).tolist()
        assert after.wording_bits(SPOKEN) == before.wording_bits(SPOKEN)
        assert after.telling(SPOKEN) == before.telling(SPOKEN) == ("lamp",)


def test_the_halves_are_not_exchanged(tmp_path: Path) -> None:
    """Each may read only the accounts that it did not learn from."""
    keep(_fitted(), tmp_path / "fitted")

    again = fetch(tmp_path / "fitted")

    assert again is not None
    assert [half.stance[0] for half in again.halves] == [1.0, 2.0]


def test_keeping_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        keep(_fitted(), tmp_path / name)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_where_nothing_was_learnt_there_is_nothing_to_fetch(tmp_path: Path) -> None:
    assert fetch(tmp_path / "fitted") is None


def test_what_is_kept_replaces_what_was(tmp_path: Path) -> None:
    path = tmp_path / "fitted"
    path.write_bytes(b"old")

    keep(_fitted(), path)

    assert fetch(path) is not None
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("damaged", [b"", b"\x80", b"\xc1", b"lamps", b"\x81\xa6halves\x90"])
def test_a_file_that_is_something_else_says_to_fit_again(tmp_path: Path, damaged: bytes) -> None:
    path = tmp_path / "fitted"
    path.write_bytes(damaged)

    with pytest.raises(Permanent, match=r"fitted.*'cautery fit' again"):
        fetch(path)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_file_that_breaks_off_anywhere_says_to_fit_again(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "fitted"
    keep(_fitted(), path)
    whole = path.read_bytes()
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])

    with pytest.raises(Permanent, match="'cautery fit' again"):
        fetch(path)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_changed_byte_is_read_or_refused_as_every_damage_is(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "fitted"
    keep(_fitted(), path)
    changed = bytearray(path.read_bytes())
    changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(changed)

    with suppress(Permanent):
        assert fetch(path) is not None


@pytest.mark.parametrize("stance", [(), (1.0,), (1.0,) * (len(stances()) + 1)])
def test_weights_of_other_ways_of_speaking_than_today_s_are_refused(tmp_path: Path, stance: tuple[float, ...]) -> None:
    """The shipped list has grown since: the weights would be given to the wrong ones."""
    old = TextParts(stance=np.array(stance))
    keep(FittedModel(halves=(old, old), mixing=shipped_mixing(shipped_weights())), tmp_path / "fitted")

    with pytest.raises(Permanent, match="'cautery fit' again"):
        fetch(tmp_path / "fitted")


def _fitted() -> FittedModel:
    wording = Wording(
        words=WeightedVocabulary(
            vocabulary=("bread", "lamp"), idf=np.array([1.5, 2.0]), weights=np.array([-1.0, 0.75])
        ),
        pieces=WeightedVocabulary(vocabulary=(" la", "amp"), idf=np.array([1.0, 1.25]), weights=np.array([0.1, 0.2])),
        intercept=-0.3,
    )
    first, second = (
        TextParts(stance=np.full(len(stances()), weight), wording={"latin": wording}) for weight in (1.0, 2.0)
    )
    return FittedModel(halves=(first, second), mixing=shipped_mixing(shipped_weights()))

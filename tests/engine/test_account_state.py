"""The state keeps a batch and its place together, and begins anew when it is damaged."""

from pathlib import Path

import numpy as np
import pytest

from cautery.engine.account_state import AccountState


@pytest.fixture
def state(tmp_path: Path) -> AccountState:
    return AccountState(tmp_path / "state")


def test_an_account_keeps_its_number_and_what_was_noted_of_it(state: AccountState) -> None:
    with state.writing():
        number = state.meet(("harbour", "ada"), lot=3)
        assert state.meet(("harbour", "ada"), lot=3) == number != state.meet(("market", "ada"), lot=4)
        state.note(number, known=True, channels=1, wrote=False, handle="Ada")
        state.note(number, known=False, channels=4, wrote=True)

    assert state.population() == 1
    assert state.bearing("ada") == [("harbour", "ada")]
    assert state.having() == {5: 1, 0: 1}
    assert state.sample_of_names(9) == [(number, "Ada", None)]
    assert state.cohort(9) == [(number, ("harbour", "ada"))]
    assert state.names([number, 99]) == {number: ("harbour", "ada")}
    assert state.known_among([number, number + 1]) == {number}


def test_half_a_batch_is_never_kept(state: AccountState) -> None:
    def half() -> None:
        with state.writing():
            state.move((1, 20))
            state.mark("dirty", [1])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()

    assert state.place() == (0, 0)
    assert state.marked("dirty") == []


def test_what_was_added_is_found_after_a_new_start(state: AccountState, tmp_path: Path) -> None:
    with state.writing():
        state.add(np.array([5, 3], dtype=np.int64), np.array([1, 2], dtype=np.uint32))
        state.keep("dossier", 7, b"x")
        state.find(7, likelihood=0.5, snapshot="today", inside=True, value=b"y")
    state.close()

    again = AccountState(tmp_path / "state")
    assert again.begun_anew == ""
    assert again.index.find(np.array([3, 4, 5]))[1].tolist() == [2, 1]
    assert again.all_kept("dossier") == {7}
    assert again.get("dossier", 7) == b"x"
    assert again.found() == [(7, 0.5, "today", b"y")]
    assert again.likelihood(7) == 0.5
    assert again.value_found(7) == b"y"
    with again.writing():
        again.unfind([7])
    assert again.found() == []


def test_one_that_is_damaged_or_of_another_version_begins_anew(state: AccountState, tmp_path: Path) -> None:
    with state.writing():
        state.move((1, 20))
        state.tell("version", "0")
    state.close()

    again = AccountState(tmp_path / "state")
    assert "another version" in again.begun_anew
    assert again.place() == (0, 0)
    again.close()
    (tmp_path / "state" / "state.sqlite").write_bytes(b"no database" * 1000)
    assert AccountState(tmp_path / "state").begun_anew


def test_one_that_somebody_deleted_is_noticed(state: AccountState, tmp_path: Path) -> None:
    assert state.is_there()
    (tmp_path / "state" / "state.sqlite").unlink()
    assert not state.is_there()

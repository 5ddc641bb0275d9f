"""The error tree: each branch has one meaning, and one exit code."""

import pytest

from cautery.errors import CauteryError, Conflict, Invalid, Missing, Permanent, Refused, Temporary


@pytest.mark.parametrize(
    ("kind", "code"),
    [(Invalid, 2), (Missing, 3), (Refused, 4), (Conflict, 5), (Temporary, 6), (Permanent, 7)],
)
def test_each_kind_leaves_a_command_with_its_own_exit_code(kind: type[CauteryError], code: int) -> None:
    assert kind.exit_code == code
    assert issubclass(kind, CauteryError)


def test_no_kind_is_under_another() -> None:
    """Catching one meaning must never catch a second."""
    kinds = CauteryError.__subclasses__()

    assert not any(issubclass(a, b) for a in kinds for b in kinds if a is not b)


def test_the_message_is_what_a_person_reads() -> None:
    assert str(Refused("Nobody approves what they proposed.")) == "Nobody approves what they proposed."


def test_a_temporary_error_may_say_when_to_try_again() -> None:
    told = Temporary("The platform asks us to wait.", retry_after_s=2.5)

    assert (str(told), told.retry_after_s) == ("The platform asks us to wait.", 2.5)
    assert Temporary("No idea how long.").retry_after_s is None

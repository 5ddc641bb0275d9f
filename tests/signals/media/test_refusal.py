"""A file that cannot be looked at is the sender's fault, and told as such."""

from cautery.errors import Invalid
from cautery.signals.media.refusal import Unreadable


def test_it_means_at_every_door_that_what_was_sent_is_wrong() -> None:
    assert issubclass(Unreadable, Invalid)
    assert Unreadable.exit_code == 2

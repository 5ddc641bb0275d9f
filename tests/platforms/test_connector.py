"""What a connector must bring, before any platform is asked."""

from collections.abc import Sequence
from dataclasses import FrozenInstanceError

import pytest

from cautery.errors import Missing
from cautery.model.account import Account, Platform
from cautery.model.action import Action
from cautery.model.event import AnyEvent
from cautery.platforms.connector import Connector, Delivery, PlatformBatch, State
from cautery.platforms.reach import Reach

VERBS = ("read_events", "look_up", "act", "undo", "in_effect")


class Mute(Connector):
    """A platform on which nothing happens."""

    measures = frozenset({"suspend"})

    def read_events(self, cursor: str | None) -> PlatformBatch:
        events: Sequence[AnyEvent] = ()
        return PlatformBatch(events=events, cursor=cursor or "0")

    def look_up(self, about: Account) -> State:
        return State(handle=about.id, measures=frozenset())

    def act(self, action: Action) -> str:
        return action.key

    def undo(self, action: Action, token: str) -> None:
        return None

    def in_effect(self, action: Action) -> bool:
        return False


@pytest.mark.parametrize("verb", VERBS)
def test_a_connector_that_leaves_a_verb_out_is_none(verb: str) -> None:
    """Better refused when it is made than on the day on which something must be taken back."""
    verbs = {name: getattr(Mute, name) for name in VERBS if name != verb}
    partial = type("Partial", (Connector,), {"measures": frozenset({"suspend"}), **verbs})

    with pytest.raises(TypeError, match=verb):
        partial()


def test_a_connector_with_every_verb_can_be_made() -> None:
    assert Mute().read_events("7") == PlatformBatch(events=(), cursor="7")


def test_what_a_platform_said_cannot_be_changed_afterwards() -> None:
    state = State(handle="ada", measures=frozenset({"suspend"}))
    with pytest.raises(FrozenInstanceError):
        state.handle = "eve"  # type: ignore[misc]


def test_a_platform_sends_nothing_by_itself_unless_its_connector_can_read_it() -> None:
    reach = Reach(platform=Platform("plaza"), connector="mute", address="https://plaza.example", secret="s", a_second=9)
    with pytest.raises(Missing, match="sends nothing"):
        Mute.read_delivery(reach, Delivery(headers={}, body=b"hello"))

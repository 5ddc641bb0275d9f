"""The simulated platform as a connector: events out, measures in, and an answer to 'is it in force?'."""

from collections.abc import Callable

from cautery.errors import Missing, Refused
from cautery.model.account import Account
from cautery.model.action import Action
from cautery.model.decision import Measure
from cautery.model.event import AnyEvent
from cautery.platforms.connector import Connector, PlatformBatch, State
from cautery.simulator.adversary import Adversary
from cautery.simulator.people import SimulatedAccount
from cautery.simulator.world import PLATFORM, World, WorldSize


class Simulator(Connector):
    """A platform in memory. `live` lets its time pass; everything that happens is in the events, in order."""

    measures = frozenset[Measure]({"suspend", "restrict", "mark"})

    def __init__(self, size: WorldSize | None = None, *, seed: int = 0, adversary: Adversary | None = None) -> None:
        self.world = World(size or WorldSize(), seed=seed, adversary=adversary)
        self.received: list[Action] = []
        """Every action that arrived, in order, as the platform itself counts."""
        self._events: list[AnyEvent] = []
        self._in_force: dict[tuple[Account, Measure], list[str]] = {}
        """Who wants a measure: the keys of actions, and the platform's own moderators. It ends with the last of them."""

    def live(self, hours: int, *, passed: Callable[[int], None] = lambda _: None) -> None:
        """Let some hours pass."""
        for _ in range(hours):
            self._events += self.world.live(1)
            passed(1)

    def close_by_itself(self, about: Account) -> None:
        """Suspend an account as the platform's own moderators would."""
        self._suspend(about, "by the platform")

    def read_events(self, cursor: str | None) -> PlatformBatch:
        """Give the events that happened since."""
        since = int(cursor or 0)
        return PlatformBatch(events=self._events[since:], cursor=str(len(self._events)))

    def look_up(self, about: Account) -> State:
        """Say how an account stands."""
        measures = frozenset(measure for one, measure in self._in_force if one == about)
        return State(handle=self._person(about).handle, measures=measures)

    def act(self, action: Action) -> str:
        """Do it, once."""
        self.received.append(action)
        if action.measure not in self.measures:
            raise Refused(
                f"The simulated platform cannot '{action.measure}'; it can: {', '.join(sorted(self.measures))}."
            )
        if action.measure == "suspend":
            self._suspend(action.about, action.key)
        else:
            self._person(action.about)
            self._want(action.about, action.measure, action.key)
        return action.key

    def undo(self, action: Action, token: str) -> None:
        """Take back what this action did; a measure that somebody else wants too stays in force."""
        wanted = self._in_force.get((action.about, action.measure), [])
        if token not in wanted:
            return
        wanted.remove(token)
        if not wanted:
            del self._in_force[action.about, action.measure]
            if action.measure == "suspend":
                self.world.reopen(action.about.id)

    def in_effect(self, action: Action) -> bool:
        """Look whether the measure is in force."""
        self._person(action.about)
        return (action.about, action.measure) in self._in_force

    def _suspend(self, about: Account, by: str) -> None:
        person = self._person(about)
        self._want(about, "suspend", by)
        closed = self.world.close(person.id)
        if closed is not None:
            self._events.append(closed)

    def _want(self, about: Account, measure: Measure, by: str) -> None:
        wanted = self._in_force.setdefault((about, measure), [])
        if by not in wanted:
            wanted.append(by)

    def _person(self, about: Account) -> SimulatedAccount:
        if about.platform != PLATFORM or about.id not in self.world.people:
            raise Missing(f"There is no account '{about.id}' on the simulated platform.")
        return self.world.people[about.id]

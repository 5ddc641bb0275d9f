"""How hard moderators press, and with what: routine, and days on which much is taken down at once."""

from dataclasses import dataclass

from cautery.simulator.society.priors import DETECTORS


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedTakedown:
    """Accounts of one cause that are closed within hours: of those that some detector has seen by then, a share."""

    id: str
    day: int
    cause: int = 0
    share: float = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressure:
    """What moderators do, day by day."""

    armed: frozenset[str] = frozenset()
    """Detectors that open cases; the others look, and nobody acts on them."""
    unattended: frozenset[str] = frozenset()
    """Detectors whose finds are closed without a person, as a large platform did in 2017; never what `cautery` does."""
    reviews_a_day: int = 200
    error: float = 0.07
    """Share of wrong decisions, either way (Barrett 2020: more than 10 % admitted); twice that in Arabic."""
    second_look: bool = False
    """A suspension needs a second person, whose look comes out of the same reviews."""
    wait_d: float = 1.0
    """Mean days that a case waits by chance, since the order of equally justified cases is drawn."""
    observed: float = 0.0
    """Share of justified suspensions that are put off to observe the account."""
    observed_d: float = 30.0
    begins: float = 0.0
    """The day from which it holds."""
    takedowns: tuple[SimulatedTakedown, ...] = ()


OFF = Pressure()
"""Nothing but the platform's own rare suspensions."""
ROUTINE = Pressure(armed=frozenset({"reports", "terms", "texts", "hashes"}))
"""Content is looked at, every day: what Twitter did by 2017."""
SUSTAINED = Pressure(armed=frozenset(DETECTORS))
"""Hands and networks are looked at, too."""

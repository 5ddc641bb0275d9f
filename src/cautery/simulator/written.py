"""Where an invented society was written to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationFiles:
    """The files."""

    events: str
    labels: str
    truth: str | None

"""Who is told what happens here: a hook is somebody's program, and a message is one thing that it is told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

HookId = NewType("HookId", str)
MessageKind = Literal[
    "case.opened",
    "decision.made",
    "notice.filed",
    "appeal.filed",
    "appeal.decided",
    "action.confirmed",
    "action.parked",
    "action.gone",
    "action.undone",
    "threat.raised",
    "clock.runs_down",
    "access.changed",
]
KINDS: tuple[MessageKind, ...] = (
    "case.opened",
    "decision.made",
    "notice.filed",
    "appeal.filed",
    "appeal.decided",
    "action.confirmed",
    "action.parked",
    "action.gone",
    "action.undone",
    "threat.raised",
    "clock.runs_down",
    "access.changed",
)
HookForm = Literal["standard", "slack", "discord", "teams", "matrix"]
FORMS: tuple[HookForm, ...] = ("standard", "slack", "discord", "teams", "matrix")
"""How a hook is written to: 'standard' for programs, signed; the others for a room of people who talk."""
URGENT: tuple[MessageKind, ...] = ("threat.raised", "clock.runs_down")
"""What never waits to be told with others of its kind."""
HOLDERS, DUTY = HookId("holders"), HookId("duty")
"""Not programs: what waits under these is told to account holders, and to the people on duty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """A program that is told, as of the last fact about it."""

    id: HookId
    url: str
    kinds: tuple[MessageKind, ...]
    active: bool = True
    """False for one that was ended: it is told nothing more."""
    form: HookForm = "standard"
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing that one hook is told: written with the fact itself, and sent until it arrives or is given up."""

    id: str
    hook: HookId
    kind: MessageKind
    body: str
    tries: int
    state: Literal["waiting", "delivered", "parked"]
    """'parked': given up, until a person sends it again."""
    next_at: datetime
    says: str
    """What came of the last try; '' before the first."""

"""That an account holder was told of an action, or could not be: a fact, with nothing in it that says how they are reached."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What came of telling the holder of one action."""

    action: str
    outcome: Literal["told", "parked"]
    """'told': a messenger took the statement; 'parked': it was given up, until a person sends it again."""
    through: str
    """The messenger that took it; '' where none did."""
    at: datetime

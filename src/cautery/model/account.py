"""Who: an account on a platform. Nothing here says which person is behind it."""

from dataclasses import dataclass
from typing import NewType

AccountId = NewType("AccountId", str)
Platform = NewType("Platform", str)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Account:
    """An account: its id is the platform's own, and means nothing on another platform."""

    platform: Platform
    """'' in a label that does not say: whichever platform has the account."""
    id: AccountId

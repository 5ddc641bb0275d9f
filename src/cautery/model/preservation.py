"""What is kept because a law, an authority or a court asks for it: encrypted, until its day, and then provably gone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cautery.model.account import Account
from cautery.model.case import CaseId

PreservationBasis = Literal["tco_art6", "us_2703f", "court", "complaint"]
"""'tco_art6': Regulation (EU) 2021/784, Article 6; 'us_2703f': 18 USC 2703(f); 'court': a litigation hold."""
HOLDS: frozenset[PreservationBasis] = frozenset({"us_2703f", "court", "complaint"})
"""Bases that also hold back erasure and retention of all else about the account."""
AccessPurpose = Literal["review", "prosecution"]
"""Article 6(1): review proceedings and complaints; prevention, detection and prosecution of terrorist offences."""
PreservationStepKind = Literal["extended", "asked", "approved", "read", "destroyed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preservation:
    """One preserved copy, without its content."""

    id: str
    about: Account
    post: str | None
    case: CaseId | None
    order: str | None
    basis: PreservationBasis
    document: str
    """The order, request or judgment: authority, date and reference."""
    sealed_sha256: str
    """Of the encrypted copy."""
    key_sha256: str
    """Of its key: that this key is gone can be checked for as long as the log is kept."""
    expires_at: datetime
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PreservationStep:
    """One step: who asked to read it and why, who approved, who read, until when it was extended, that it is gone."""

    preservation: str
    kind: PreservationStepKind
    says: str
    purpose: AccessPurpose | None = None
    until: datetime | None = None
    """Of 'extended'."""
    by: str
    at: datetime

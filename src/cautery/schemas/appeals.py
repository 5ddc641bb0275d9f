"""An appeal as whoever hears it sees it: as programs are answered."""

from dataclasses import dataclass

from cautery.model.case import Case
from cautery.model.decision import Decision
from cautery.model.notice import Appeal


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealView:
    """An appeal as whoever hears it sees it."""

    appeal: Appeal
    decision: Decision
    case: Case

"""United Kingdom: the Online Safety Act 2023, and notices under section 3 of the Terrorism Act 2006.

Amendments of the codes were laid before Parliament on 1 and 18 June 2026. Nobody found whether they were issued.
"""

from datetime import date
from types import MappingProxyType

from cautery.policy.law import Law, LegalClock, LegalDuty, ServiceProfile


class OnlineSafetyAct(Law):
    """Binds services with users in the United Kingdom. Terrorism content is priority illegal content (Schedule 5)."""

    title = "Online Safety Act 2023"
    valid_from = date(2025, 3, 17)
    clocks = (
        LegalClock(
            id="uk.ta2006_s3",
            starts="notice of a constable",
            length="P2BD",
            article="Terrorism Act 2006, 3",
            action="Remove or change what the notice names, or you count as having endorsed it.",
        ),
        LegalClock(
            id="uk.osa_record",
            starts="measure taken",
            length="undue_delay",
            article="23",
            action="Keep a record of the measure and its reasons.",
        ),
    )
    duties = (
        LegalDuty(article="9", says="A written assessment of the risk of illegal content."),
        LegalDuty(article="20, 21", says="Ways to report content and to complain.", needs="terms"),
    )
    categories = MappingProxyType({"promotes": "Schedule 5", "threatens": "Schedule 5", "recruits": "Schedule 5"})

    @classmethod
    def applies_to(cls, service: ServiceProfile) -> str | None:
        return "You have users in the United Kingdom (section 4)." if service.is_in("GB") else None

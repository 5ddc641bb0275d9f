"""Australia: the Online Safety Act 2021, and abhorrent violent material under the Criminal Code, 474.30 to 474.45."""

from datetime import date
from types import MappingProxyType

from cautery.policy.law import Law, LegalClock, ServiceProfile


class AustralianOnlineSafety(Law):
    """Binds services that can be reached in Australia."""

    title = "Online Safety Act 2021 (Australia)"
    valid_from = date(2022, 1, 23)
    clocks = (
        LegalClock(
            id="au.removal_notice",
            starts="notice of the eSafety Commissioner",
            length="PT24H",
            article="Online Safety Act 2021, 109 to 110",
            action="Remove class 1 material, or cease hosting it.",
            pauses_on=("impossible", "unclear"),
        ),
        LegalClock(
            id="au.standard_report",
            starts="request of the eSafety Commissioner",
            length="as the notice says",
            article="Industry standards",
            action="Report on compliance with the standard.",
        ),
        LegalClock(
            id="au.avm_refer",
            starts="awareness",
            length="reasonable time",
            article="Criminal Code 474.33",
            action="Refer abhorrent violent material of conduct in Australia to the Australian Federal Police.",
            source="read",
        ),
        LegalClock(
            id="au.avm_remove",
            starts="awareness or recklessness",
            length="expeditiously",
            article="Criminal Code 474.34",
            action="Remove abhorrent violent material, or cease hosting it.",
            source="read",
        ),
    )
    categories = MappingProxyType(
        {"promotes": "class 1 material", "threatens": "class 1 material", "recruits": "class 1 material"}
    )

    @classmethod
    def applies_to(cls, service: ServiceProfile) -> str | None:
        return "You can be reached by users in Australia." if service.is_in("AU") else None

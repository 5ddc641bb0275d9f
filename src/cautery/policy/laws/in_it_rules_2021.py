"""India: the IT (Intermediary Guidelines and Digital Media Ethics Code) Rules 2021, as amended by G.S.R. 120(E) of 2026."""

from datetime import date

from cautery.policy.law import Law, LegalClock, LegalDuty, ServiceProfile


class IntermediaryRules(Law):
    """Binds intermediaries with users in India. Content named in an order goes within three hours since 20 February 2026."""

    title = "IT Rules 2021 (India)"
    valid_from = date(2026, 2, 20)
    clocks = (
        LegalClock(
            id="in.order",
            starts="court order or reasoned intimation received",
            length="PT3H",
            article="3(1)(d)",
            action="Remove the content, or disable access to it.",
            pauses_on=("impossible", "unclear"),
            source="read",
        ),
        LegalClock(
            id="in.grievance",
            starts="grievance received",
            length="P7D",
            article="3(2)",
            action="Resolve the grievance.",
            source="read",
        ),
        LegalClock(
            id="in.urgent",
            starts="urgent grievance received",
            length="PT36H",
            article="3(2)",
            action="Resolve the grievance.",
            source="read",
        ),
    )
    duties = (
        LegalDuty(
            article="3(1)(c)", says="Users are told of the rules every three months.", needs="terms", source="read"
        ),
        LegalDuty(article="3(2)", says="A published grievance officer.", needs="contact_point"),
    )

    @classmethod
    def applies_to(cls, service: ServiceProfile) -> str | None:
        return "You have users in India (rule 2(1)(w))." if service.is_in("IN") else None

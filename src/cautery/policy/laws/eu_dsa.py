"""Regulation (EU) 2022/2065 (DSA): notices, reasons, complaints, reports. Its text was read in full."""

from datetime import date
from types import MappingProxyType

from cautery.policy.law import Law, LegalClock, LegalDuty, ServiceProfile


class DigitalServicesAct(Law):
    """Binds hosts and platforms offered in the Union; the smallest are free of reports, complaints and the database."""

    title = "Regulation (EU) 2022/2065"
    valid_from = date(2024, 2, 17)
    clocks = (
        LegalClock(
            id="dsa.ack",
            starts="notice received with contact",
            length="undue_delay",
            article="16(4)",
            action="Confirm the receipt.",
            source="read",
        ),
        LegalClock(
            id="dsa.decision",
            starts="decision",
            length="undue_delay",
            article="16(5)",
            action="Tell the notifier the decision, the ways of redress and whether software took part.",
            source="read",
        ),
        LegalClock(
            id="dsa.sor",
            starts="restriction imposed",
            length="at the latest at imposition",
            article="17(2)",
            action="Give the user a statement of reasons.",
            source="read",
        ),
        LegalClock(
            id="dsa.tdb",
            starts="statement issued",
            length="undue_delay",
            article="24(5)",
            action="Submit it to the transparency database, without personal data.",
            not_if_small=True,
            source="read",
        ),
        LegalClock(
            id="dsa.complaint_window",
            starts="user informed",
            length="P6M minimum",
            article="20(1)",
            action="Take complaints.",
            not_if_small=True,
            source="read",
        ),
        LegalClock(
            id="dsa.crime",
            starts="awareness of a threat to life or safety",
            length="promptly",
            article="18",
            action="Tell the authorities of the state concerned; where it is not known, your own or Europol.",
            source="read",
        ),
        LegalClock(
            id="dsa.report",
            starts="end of the period",
            length="P2M",
            article="15, 24; Regulation (EU) 2024/2835, 2",
            action="Publish the transparency report; keep it public for five years.",
            not_if_small=True,
            source="read",
        ),
    )
    duties = (
        LegalDuty(article="11", says="A contact point for authorities.", needs="contact_point", source="read"),
        LegalDuty(
            article="13",
            says="A legal representative in the Union, where you are established outside of it.",
            needs="representative",
            source="read",
        ),
        LegalDuty(article="14", says="Terms that say how content is moderated.", needs="terms", source="read"),
        LegalDuty(
            article="9(5)",
            says="The user is told of an order when it is carried out, unless it says later.",
            source="read",
        ),
    )
    categories = MappingProxyType(
        {
            "promotes": "STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY",
            "threatens": "STATEMENT_CATEGORY_VIOLENCE",
            "recruits": "STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY",
        }
    )
    statement_fields = (
        "restriction, territorial scope, duration",
        "facts and circumstances",
        "automated means",
        "legal ground",
        "contractual ground",
        "redress",
    )
    report_tables = (
        "1_summary",
        "2_categories_names",
        "3_member_states_orders",
        "4_notices",
        "5_own_initiative_illegal",
        "6_own_initiative_TC",
        "7_appeals_and_recidivism",
        "8_automated_means",
        "9_human_resources",
        "10_AMAR",
        "11_qualitative",
    )

    @classmethod
    def applies_to(cls, service: ServiceProfile) -> str | None:
        if not service.offers_in_the_union:
            return None
        small = " As a micro or small enterprise you are free of Articles 15 and 20 to 24." if service.is_small else ""
        return f"You store what users provide, and are offered in the Union (Article 2(1)).{small}"

"""Regulation (EU) 2021/784 on terrorist content online (TCO): removal orders within one hour, whatever the size.

Annexes I to III were not read whole in the Official Journal: use the sets of fields, and print no label as official.
"""

from datetime import date
from types import MappingProxyType

from cautery.policy.law import Law, LegalClock, LegalDuty, ServiceProfile

STANDS = ("impossible", "unclear")


class TerroristContentOnline(Law):
    """Binds every host that shows the public what users store, and is offered in the Union. There is no exemption by size."""

    title = "Regulation (EU) 2021/784"
    valid_from = date(2022, 6, 7)
    clocks = (
        LegalClock(
            id="tco.remove",
            starts="order received",
            length="PT1H",
            article="3(3)",
            action="Remove the content, or disable access to it in all Member States.",
            pauses_on=STANDS,
            source="read",
        ),
        LegalClock(
            id="tco.prior_notice",
            starts="first order of an authority",
            length="PT12H",
            article="3(2)",
            action="The authority should have sent its procedure this long before. It is no time of grace.",
        ),
        LegalClock(
            id="tco.feedback",
            starts="measure taken",
            length="undue_delay",
            article="3(6)",
            action="Tell the authority the time of removal (the fields of Annex II).",
        ),
        LegalClock(
            id="tco.impossible",
            starts="ground known",
            length="undue_delay",
            article="3(7), 3(8)",
            action="Tell the authority why the order cannot be carried out (the fields of Annex III).",
        ),
        LegalClock(
            id="tco.scrutiny_request",
            starts="order received",
            length="PT48H",
            article="4(4)",
            action="Ask the authority of your own state to examine an order from another state.",
            source="read",
        ),
        LegalClock(
            id="tco.scrutiny_decision",
            starts="copy or request received",
            length="PT72H",
            article="4(3), 4(4)",
            action="That authority decides; where it finds an infringement, reinstate at once (Article 4(7)).",
            source="read",
        ),
        LegalClock(
            id="tco.nondisclosure",
            starts="decision of the authority",
            length="P6W",
            article="11(3)",
            action="Tell the content provider nothing; the authority may extend it by six weeks.",
        ),
        LegalClock(
            id="tco.specific_measures_report",
            starts="exposure decision received",
            length="P3M",
            article="5(5)",
            action="Report the specific measures taken; each year from then on.",
        ),
        LegalClock(
            id="tco.exposure_review_answer",
            starts="review requested",
            length="P3M",
            article="5(7)",
            action="The authority decides.",
        ),
        LegalClock(
            id="tco.preserve",
            starts="measure taken",
            length="P6M",
            article="6(2)",
            action="Keep the content and its data; longer only on request, for review proceedings.",
            source="read",
        ),
        LegalClock(
            id="tco.complaint",
            starts="complaint received",
            length="P2W",
            article="10(2)",
            action="Tell the complainant the outcome, with reasons where it is rejected.",
        ),
        LegalClock(
            id="tco.report",
            starts="end of the year",
            length="before 1 March",
            article="7(2)",
            action="Publish the transparency report.",
        ),
        LegalClock(
            id="tco.imminent_threat",
            starts="awareness",
            length="promptly",
            article="14(5)",
            action="Tell the authorities of the states concerned; where they are not known, your own and Europol.",
            source="read",
        ),
    )
    duties = (
        LegalDuty(
            article="15(1)",
            says="A published contact point that receives orders electronically.",
            needs="contact_point",
            source="read",
        ),
        LegalDuty(article="15(2)", says="The languages in which orders are taken.", needs="languages", source="read"),
        LegalDuty(
            article="17",
            says="A legal representative in the Union, where you are established outside of it.",
            needs="representative",
            source="read",
        ),
        LegalDuty(article="7(1)", says="Terms that say how terrorist content is dealt with.", needs="terms"),
    )
    categories = MappingProxyType(
        {"promotes": "Article 2(7)(a)", "threatens": "Article 2(7)(e)", "recruits": "Article 2(7)(c) or (d)"}
    )
    report_tables = ("tco_transparency_report",)

    @classmethod
    def applies_to(cls, service: ServiceProfile) -> str | None:
        if not (service.platform and service.offers_in_the_union):
            return None
        return (
            "You show the public what users store, and are offered in the Union (Article 1(2)). Size does not matter."
        )

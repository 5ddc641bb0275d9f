"""United States: no federal duty to remove. Section 230 protects removal in good faith; preservation has rules."""

from datetime import date

from cautery.policy.law import Law, LegalClock, LegalDuty, ServiceProfile


class UnitedStatesCode(Law):
    """Binds providers established in the United States, or with users there."""

    title = "United States Code"
    valid_from = date(1996, 2, 8)
    clocks = (
        LegalClock(
            id="us.2703f",
            starts="request received",
            length="P90D",
            article="18 USC 2703(f)",
            action="Preserve what is held; once more as long when the request is renewed. It is no disclosure.",
            source="read",
        ),
        LegalClock(
            id="us.2258A",
            starts="report to the NCMEC",
            length="P1Y",
            article="18 USC 2258A(h)",
            action="Preserve what was reported.",
        ),
        LegalClock(
            id="us.ofac_block_report",
            starts="property blocked",
            length="P10BD",
            article="31 CFR 501.603",
            action="Report to the Office of Foreign Assets Control; each year by 30 September.",
        ),
    )
    duties = (
        LegalDuty(
            article="47 USC 230(c)",
            says="No duty to remove or to monitor. Keep the reason of each decision: it shows good faith.",
        ),
        LegalDuty(
            article="18 USC 2702(b)(8)",
            says="In an emergency that endangers life you may disclose; keep what was sent to whom, and why.",
        ),
    )

    @classmethod
    def applies_to(cls, service: ServiceProfile) -> str | None:
        return "You are established in the United States, or have users there." if service.is_in("US") else None

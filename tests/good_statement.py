"""A statement of reasons that the transparency database takes, of nobody who exists."""

from collections.abc import Mapping
from typing import Any

GOOD: Mapping[str, Any] = {
    "decision_account": "DECISION_ACCOUNT_SUSPENDED",
    "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    "incompatible_content_ground": "Terms 4.2",
    "incompatible_content_explanation": "The account spread the material of a terrorist organisation.",
    "content_type": ["CONTENT_TYPE_TEXT"],
    "category": "STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY",
    "territorial_scope": ["DE", "FR"],
    "content_date": "2026-01-02",
    "application_date": "2026-01-03",
    "decision_facts": "A person examined the account.",
    "source_type": "SOURCE_VOLUNTARY",
    "automated_detection": "No",
    "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
    "puid": "statement_1",
}

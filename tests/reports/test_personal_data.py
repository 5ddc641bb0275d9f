"""Nothing that tells who somebody is reaches the public database."""

import pytest

from cautery.reports.personal_data import tells_who


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Told by ana@pier.example on Monday.", "mail address"),
        ("The account @lamplighter spread it.", "handle"),
        ("Room of @ana:harbour.example.", "handle"),
        ("did:plc:z72i7hdynmk6r22z27h6tvur posted it.", "handle"),
        ("Call +49 30 123456-78.", "phone number"),
        ("From 203.0.113.9.", "IP address"),
        ("From 2001:db8:0:0:0:0:0:1.", "IP address"),
        ("Lantern000001 spread it.", "account"),
    ],
)
def test_who_somebody_is_is_found(said: str, kind: str) -> None:
    assert tells_who({"decision_facts": said}, ["lantern000001"]) == {"decision_facts": kind}


@pytest.mark.parametrize(
    "said",
    [
        "Rule 4.2 of the terms of 2026-01-03, Regulation (EU) 2022/2065, Article 17(3).",
        "Taken on 03.01.2026 by a person; 12 items, 5000 readers.",
        "StGB s. 130a; Directive (EU) 2017/541.",
    ],
)
def test_laws_and_days_tell_of_nobody(said: str) -> None:
    assert tells_who({"decision_facts": said}, ["ab"]) == {}


def test_a_notifier_is_named_only_where_the_law_gives_them_a_name() -> None:
    assert tells_who({"source_type": "SOURCE_ARTICLE_16", "source_identity": "Ana"}) == {"source_identity": "notifier"}
    assert tells_who({"source_type": "SOURCE_TRUSTED_FLAGGER", "source_identity": "Harbour Watch"}) == {}

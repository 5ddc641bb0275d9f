"""A network is who acts together; it is no case by itself."""

from datetime import UTC, datetime

from cautery.model.account import Account, AccountId, Platform
from cautery.model.network import CERTAIN, Network, NetworkId, NetworkMember

ANA = Account(platform=Platform("harbour"), id=AccountId("ana"))


def test_a_network_is_no_case_unless_somebody_says_so() -> None:
    found = Network(
        id=NetworkId("n1"),
        at=datetime(2020, 1, 1, tzinfo=UTC),
        members=(NetworkMember(account=ANA, chance=0.9, role="amplifier"),),
        channels=(),
        log10_p=-9.0,
        says=(),
        bystanders=(),
        seeds=(),
        content_evidence=(),
    )

    assert found.case is None


def test_a_sure_member_is_more_likely_one_than_not() -> None:
    assert 0.5 < CERTAIN < 1

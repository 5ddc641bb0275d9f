"""A link is a likelihood with its reasons, and never says who somebody is."""

from dataclasses import FrozenInstanceError, fields

import pytest

from cautery.model.operator import Operator, OperatorId, OperatorLink
from tests.world import person

LINK = OperatorLink(
    account=person("new"), earlier=person("old"), chance=0.9, bits=15.0, own_bits=9.0, named=True, reasons=()
)


def test_a_link_cannot_be_edited() -> None:
    with pytest.raises(FrozenInstanceError):
        LINK.named = False  # type: ignore[misc]


def test_neither_a_link_nor_an_operator_has_room_for_a_persons_name_or_a_verdict() -> None:
    known = {field.name for kind in (OperatorLink, Operator) for field in fields(kind)}

    assert not known & {"name", "person", "identity", "verdict", "decision", "measure"}


def test_an_operator_is_its_accounts_and_what_holds_them_together() -> None:
    operator = Operator(id=OperatorId("op-1"), accounts=(person("new"), person("old")), links=(LINK,))

    assert {LINK.account, LINK.earlier} <= set(operator.accounts)

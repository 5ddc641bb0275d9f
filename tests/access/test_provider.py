"""What an owner says about a provider is read, and what cannot be meant is told."""

import pytest

from cautery.access.provider import read_provider
from cautery.errors import Invalid

SAID = {"issuer": "https://sso.example", "client_id": "cautery", "roles": {"leads": "senior reviewer"}}


def test_groups_give_roles_in_the_order_of_roles() -> None:
    provider = read_provider(SAID | {"title": "Harbour"})

    assert provider.roles == {"leads": ("reviewer", "senior")}
    assert (provider.title, provider.groups) == ("Harbour", "groups")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"issuer": ""}, "'issuer'"),
        ({"client_id": 7}, "'client_id'"),
        ({"isuer": "x"}, "'isuer'"),
        ({"roles": {}}, "which group"),
        ({"roles": "admin"}, "which group"),
        ({"roles": {"leads": "boss"}}, "there are: triage"),
        ({"roles": {"leads": ""}}, "there are: triage"),
    ],
)
def test_what_cannot_be_meant_is_told(said: dict[str, object], told: str) -> None:
    with pytest.raises(Invalid, match=told):
        read_provider(SAID | said)

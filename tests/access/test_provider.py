"""A provider's table says who it is and which roles its groups give; the rest has defaults."""

import msgspec
import pytest

from cautery.access.provider import Provider

SAID = {"issuer": "https://sso.example", "client_id": "cautery", "roles": {"leads": ["senior", "reviewer"]}}


def test_what_is_not_said_has_a_default() -> None:
    provider = msgspec.convert(SAID | {"title": "Harbour"}, Provider)

    assert provider.roles == {"leads": ("senior", "reviewer")}
    assert (provider.title, provider.groups, provider.names) == ("Harbour", "groups", "preferred_username")


@pytest.mark.parametrize(
    "wrong",
    [
        {"issuer": "sso.example"},
        {"client_id": ""},
        {"roles": {}},
        {"roles": {"leads": ["boss"]}},
        {"roles": {"leads": []}},
    ],
)
def test_what_cannot_be_meant_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(SAID | wrong, Provider)

"""Secrets cannot be found from what is kept of them, and a sealed link names only what we named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.access.tokens import fingerprint, form_token, new_secret, same, seal, unseal
from cautery.errors import Missing

KEY = b"k" * 32


def test_no_secret_comes_twice_and_none_is_in_its_fingerprint() -> None:
    secrets = {new_secret() for _ in range(100)}

    assert len(secrets) == 100
    assert not any(secret in fingerprint(secret) for secret in secrets)


def test_the_token_of_a_form_belongs_to_one_session() -> None:
    assert form_token("one session") != form_token("another session")
    assert same(form_token("one session"), form_token("one session"))


@given(name=st.text(min_size=1, max_size=30))
def test_a_sealed_link_names_what_was_sealed(name: str) -> None:
    assert unseal(seal(name, purpose="appeal", key=KEY), purpose="appeal", key=KEY) == name


@given(name=st.text(min_size=1, max_size=30), other=st.text(min_size=1, max_size=30))
def test_no_other_name_fits_under_the_seal(name: str, other: str) -> None:
    mark = seal(name, purpose="appeal", key=KEY).rpartition(".")[2]
    if other != name:
        with pytest.raises(Missing):
            unseal(f"{other}.{mark}", purpose="appeal", key=KEY)


def test_a_link_for_one_purpose_opens_no_other() -> None:
    with pytest.raises(Missing, match="copy it whole"):
        unseal(seal("d1", purpose="notice", key=KEY), purpose="appeal", key=KEY)


@pytest.mark.parametrize("broken", ["", ".", "d1", "d1.", ".abc", "d1.é"])
def test_what_is_no_link_opens_nothing(broken: str) -> None:
    with pytest.raises(Missing):
        unseal(broken, purpose="appeal", key=KEY)

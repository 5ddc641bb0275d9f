"""A text is read again with the secret that it was closed with, and with nothing else."""

import pytest

from cautery.errors import Permanent
from cautery.kit.sealing import closed, opened


def test_only_the_secret_opens_it() -> None:
    sealed = closed("whsec_harbour ü", "cautery_a")

    assert "whsec" not in sealed
    assert opened(sealed, "cautery_a") == "whsec_harbour ü"
    for secret, said in (("cautery_b", sealed), ("cautery_a", sealed[:-4]), ("cautery_a", "no base64"), ("a", "")):
        with pytest.raises(Permanent):
            opened(said, secret)


def test_the_same_text_is_never_closed_the_same_way() -> None:
    assert closed("a", "s") != closed("a", "s")

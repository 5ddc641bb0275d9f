"""How a platform is reached shows no secret, and says what is missing."""

import pytest

from cautery.errors import Invalid
from cautery.model.account import Platform
from cautery.platforms.reach import Reach

REACH = Reach(
    platform=Platform("plaza"), connector="atproto", address="https://plaza.example", secret="4711", a_second=5
)


def test_the_secret_is_not_shown() -> None:
    assert "4711" not in repr(REACH) + str(REACH)


def test_what_is_missing_is_said_with_where_to_set_it() -> None:
    with pytest.raises(Invalid, match=r"'moderator'.*\[platforms\.plaza\]"):
        REACH.needs("moderator")

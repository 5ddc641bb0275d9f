"""Promises about how a Mastodon is configured."""

import pytest

from cautery.errors import Invalid
from cautery.model.account import Platform
from cautery.platforms.connectors.mastodon import Mastodon
from cautery.platforms.reach import Reach


def test_an_unknown_way_to_suspend_is_refused_at_once() -> None:
    more = {"suspend": "delete"}
    reach = Reach(
        platform=Platform("plaza"), connector="mastodon", address="http://a.example", secret="s", a_second=1, more=more
    )

    with pytest.raises(Invalid, match="disable"):
        Mastodon.connect(reach)

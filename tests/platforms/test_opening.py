"""A platform is opened by the name of the plug-in that knows its language."""

import pytest

from cautery.errors import Invalid, Missing, Refused
from cautery.model.account import Platform
from cautery.platforms.connector import Delivery
from cautery.platforms.connectors.atproto import AtProto
from cautery.platforms.opening import open_platform, read_delivery
from cautery.platforms.reach import Reach


def reach(connector: str) -> Reach:
    return Reach(
        platform=Platform("plaza"), connector=connector, address="https://plaza.example", secret="s", a_second=9
    )


def test_the_plug_in_is_told_how_to_reach_it() -> None:
    platform = open_platform(reach("atproto"))

    assert isinstance(platform, AtProto)
    platform.close()


def test_the_platform_in_memory_cannot_be_configured() -> None:
    with pytest.raises(Invalid, match="no platform outside"):
        open_platform(reach("simulator"))


def test_what_is_not_on_the_shelf_is_missing() -> None:
    with pytest.raises(Missing, match="telegraph"):
        open_platform(reach("telegraph"))


def test_what_was_sent_is_read_in_the_platforms_language() -> None:
    """One that sends asks for a signature; one that does not is told so."""
    sent = Delivery(headers={}, body=b"hello")
    with pytest.raises(Refused):
        read_delivery(reach("mastodon"), sent)
    with pytest.raises(Missing, match="sends nothing"):
        read_delivery(reach("atproto"), sent)

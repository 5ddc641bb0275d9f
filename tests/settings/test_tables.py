"""Every key of the settings is described, and nothing must be set."""

import msgspec

from cautery.settings.tables import Settings


def test_an_empty_file_is_a_whole_installation() -> None:
    said = msgspec.convert({}, Settings)

    assert (said.name, said.database, said.gold_every, said.fetch_links) == ("cautery.local", "", 40, False)
    assert said.platforms == {}

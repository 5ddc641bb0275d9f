"""A key's line is found whatever way TOML lets it be written."""

from pathlib import Path

import pytest

from cautery.settings.places import SettingsFile, line_of

TEXT = """\
name = "a"  # the first

hooks = [
  "10.1.0.0/16",
]
takedown.batch = 7
say = '''
name = "not this one"
'''
provider = { issuer = "b", roles = { leads = ["admin"] } }

[platforms.plaza]
connector = "atproto"

[platforms."the quay"]
connector = "matrix"
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (["name"], 1),
        (["hooks"], 3),
        (["takedown", "batch"], 6),
        (["say"], 7),
        (["provider", "roles", "leads"], 10),
        (["platforms", "plaza"], 12),
        (["platforms", "plaza", "connector"], 13),
        (["platforms", "the quay", "connector"], 16),
        (["platforms", "harbour"], None),
        (["name", "first"], None),
        ([], None),
    ],
)
def test_a_key_is_found(keys: list[str], line: int | None) -> None:
    assert line_of(TEXT, keys) == line


def test_what_is_wrong_names_file_and_line() -> None:
    written = SettingsFile(file=Path("home") / "cautery.toml", text=TEXT)

    assert str(written.wrong(["hooks"], "it is odd.")) == "'home/cautery.toml', line 3: it is odd."
    assert str(written.wrong([], "it is odd.")) == "'home/cautery.toml': it is odd."

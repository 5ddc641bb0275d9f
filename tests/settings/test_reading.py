"""A mistake in the settings is told by its line, what is expected and the nearest key."""

from pathlib import Path

import pytest

from cautery.errors import Invalid
from cautery.settings.places import SettingsFile
from cautery.settings.reading import placed, read_as, read_file
from cautery.settings.tables import Settings


def read(text: str) -> Settings:
    return read_as(Settings, SettingsFile(file=Path("cautery.toml"), text=text))


def told(text: str) -> str:
    with pytest.raises(Invalid) as refused:
        read(text)
    return str(refused.value)


def test_values_are_typed() -> None:
    said = read(
        'fetch_links = true\ngold_every = 25\nprivate_hooks = ["10.1.0.0/16"]\n[takedown]\na_day = 7\nlease_s = 2'
    )

    assert (said.fetch_links, said.gold_every, said.private_hooks) == (True, 25, ["10.1.0.0/16"])
    assert (said.takedown.a_day, said.takedown.lease_s) == (7, 2.0)


def test_a_connectors_own_keys_are_handed_on() -> None:
    said = read('[platforms.plaza]\nconnector = "atproto"\naddress = "https://plaza.example"\nozone = "did:plc:o"')

    assert said.platforms["plaza"].more == {"ozone": "did:plc:o"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('\nnaem = "harbour"', "line 2: there is no setting 'naem'. Did you mean 'name'?"),
        ("colour = 3", "line 1: there is no setting 'colour'. Known are: authorities, database, fetch_links"),
        ("[takedown]\na_dya = 3", "line 2: there is no setting 'a_dya' in [takedown]. Did you mean 'a_day'?"),
        ("[takdown]\na_day = 3", "line 1: there is no setting 'takdown'. Did you mean 'takedown'?"),
        ("name = 7", "line 1: 'name' must be a text in quotes, not empty; it is 7."),
        ('name = ""', "must be a text in quotes, not empty"),
        ('fetch_links = "yes"', "must be true or false, without quotes; it is \"yes\". Write, for example: fetch_links = true"),
        ('gold_every = "40"', "must be a whole number from 0 on; it is \"40\". Write, for example: gold_every = 40"),
        ("gold_every = true", "must be a whole number"),
        ("gold_every = 2.5", "must be a whole number"),
        ("gold_every = -1", "from 0 on; it is -1"),
        ('private_hooks = "10.1.0.0/16"', "must be a list of texts in quotes"),
        ("private_hooks = [7]", "must be a list of texts in quotes; it is [7]"),
        ('public_url = "moderation.example"', "must be an address that begins with https:// or http://"),
        ('public_url = "ftp://moderation.example"', "must be an address that begins with https:// or http://"),
        ('public_url = "https://"', "must be an address that begins with"),
        ("public_url = 7", "must be an address that begins with"),
        ("takedown = 7", "line 1: 'takedown' is a table: write [takedown] on a line of its own above its keys."),
        ('provider = "https://sso.example"', "'provider' is a table"),
        ('platforms = ["plaza"]', "'platforms' is a table"),
        ('[platforms]\nplaza = "https://plaza.example"', "line 2: 'plaza' is a table: write [platforms.plaza]"),
        ('[platforms.plaza]\nconnector = "matrix"', "line 1: [platforms.plaza] needs 'address': an address"),
        (
            '[platforms.plaza]\nconnector = "matrix"\nadress = "https://plaza.example"',
            "line 3: there is no setting 'adress' in [platforms.plaza]. Did you mean 'address'?",
        ),
        (
            '[platforms.plaza]\nconnector = "matrix"\naddress = "plaza.example"',
            "line 3: 'address' must be an address that begins with https:// or http://, in quotes; it is \"plaza.example\"",
        ),
        (
            '[platforms.plaza]\nconnector = "atproto"\naddress = "https://plaza.example"\nozone = 7',
            "line 4: 'ozone' must be a text in quotes; it is 7.",
        ),
        (
            '[platforms.plaza]\nconnector = "atproto"\naddress = "https://plaza.example"\na_second = 0',
            "line 4: 'a_second' must be a number above 0",
        ),
        ("[takedown]\nstop_above_appeals = 2", "must be a number from 0 to 1; it is 2."),
        ("[takedown]\nverify_again_days = [1, 0]", "must be a list of"),
        ("[provider.roles]\nleads = ['boss']", "line 2: 'leads' must be a list of roles (triage, reviewer"),
        ("[provider.roles]\nleads = 'senior appeals'", "Write, for example: leads = [\"reviewer\"]"),
        ("[provider.roles]\nleads = []", "must be a list of roles"),
        ("[provider]\nissuer = 'https://sso.example'\nclient_id = 'c'", "line 1: [provider] needs 'roles'"),
        ("[provider]\nissuer = 'https://sso.example'\nclient_id = 'c'\nroles = {}", "line 4: 'roles' must be a table"),
    ],
)  # fmt: skip
def test_a_mistake_is_told(text: str, says: str) -> None:
    assert says in told(text)


def test_a_key_that_is_set_is_not_offered_in_place_of_another() -> None:
    assert "Did you mean" not in told('name = "a"\nnames = "b"')


def test_what_is_no_toml_is_told_with_its_line() -> None:
    assert "'cautery.toml' is not TOML" in told("name = harbour")
    assert "line 2" in told("name = 'a'\nname = harbour")


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "cautery.toml").write_bytes(b'name = "caf\xe9"')

    with pytest.raises(Invalid, match="Save it as UTF-8"):
        read_file(tmp_path / "cautery.toml")


def test_what_a_room_refuses_is_told_with_its_line() -> None:
    written = SettingsFile(file=Path("cautery.toml"), text="\nname = 'a'")

    with pytest.raises(Invalid, match=r"^'cautery.toml', line 2: it is odd\.$"), placed(written, "name"):
        raise Invalid("it is odd.")

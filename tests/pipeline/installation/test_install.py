"""An installation is made once, for its owner only."""

from pathlib import Path

import pytest

from cautery.errors import Invalid
from cautery.pipeline.installation.install import install

EVERY_CHECK = ["folder", "disk", "policy", "key", "trait keys", "database", "journal", "hooks", "log", "newcomers"]

EVERY_CHECK += ["actions", "letters"]


def contents(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}


def test_nobody_but_its_owner_can_read_it(tmp_path: Path) -> None:
    config = install(tmp_path / "home", name="test.example")

    assert config.home.stat().st_mode & 0o077 == 0
    assert config.signing_key.stat().st_mode & 0o077 == 0
    assert config.sqlite.stat().st_mode & 0o077 == 0


def test_made_again_it_keeps_everything_that_is_there(tmp_path: Path) -> None:
    """Above all the key: a new one would not prove what the old one signed."""
    config = install(tmp_path / "home", name="test.example")
    (config.home / "cautery.toml").write_text('name = "test.example"\n# my own words\n')
    before = contents(config.home)
    again = install(tmp_path / "home", name="another.example")

    assert again.name == "test.example"
    assert contents(config.home) == before


@pytest.mark.parametrize("name", ["", "two words", 'quo"te', "line\nbreak", "a+b"])
def test_a_name_that_no_signature_can_carry_makes_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(Invalid, match="cannot name an installation"):
        install(tmp_path / "home", name=name)

    assert not (tmp_path / "home").exists()


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a diary")
    with pytest.raises(Invalid, match="home' cannot hold an installation: File exists"):
        install(tmp_path / "home", name="test.example")


def test_a_wrong_policy_is_told_before_anything_is_decided_by_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "cautery.toml").write_text('policy = "policy.toml"')
    (home / "policy.toml").write_text("open_case_at_chance = 7")
    with pytest.raises(Invalid, match="open_case_at_chance"):
        install(home, name="test.example")

"""An installation's settings are read from its folder, and what is wrong with them is told by name."""

from pathlib import Path

import pytest

from cautery.config import Config, read_config
from cautery.errors import Invalid, Missing


def home_with(folder: Path, settings: str | bytes) -> Path:
    data = settings if isinstance(settings, bytes) else settings.encode()
    (folder / "cautery.toml").write_bytes(data)
    return folder


def test_what_is_not_set_has_a_default(tmp_path: Path) -> None:
    assert read_config(home_with(tmp_path, "")) == Config(home=tmp_path, name="cautery.local", policy=None)


def test_a_name_and_a_policy_beside_the_settings_are_read(tmp_path: Path) -> None:
    config = read_config(home_with(tmp_path, 'name = "harbour.example"\npolicy = "rules/ours.toml"\n'))

    assert config.name == "harbour.example"
    assert config.policy == tmp_path / "rules" / "ours.toml"


def test_a_policy_elsewhere_stays_where_it_is(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.toml"

    assert read_config(home_with(tmp_path, f'policy = "{elsewhere}"')).policy == elsewhere


def test_a_folder_without_an_installation_is_told_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="make one with: cautery init --home"):
        read_config(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (
            'naem = "harbour"',
            "'naem', which means nothing here; known are: database, fetch_links, name, other_crimes, policy, public_url",
        ),
        ("name = harbour", "is not TOML"),
        (b'name = "caf\xe9"', "is not TOML"),
        ("name = 7", "'name' must be a text"),
        ("fetch_links = 'perhaps'", "'fetch_links' is 'yes' or 'no'"),
        ("policy = ['a.toml']", "'policy' must be a text"),
    ],
)
def test_a_setting_that_is_wrong_is_told_by_name(settings: str | bytes, told: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid) as refused:
        read_config(home_with(tmp_path, settings))

    assert told in str(refused.value)
    assert "cautery.toml" in str(refused.value)


def test_everything_lies_in_the_home_and_apart(tmp_path: Path) -> None:
    """What can be deleted lies below `engine`, and nothing that cannot be computed again does."""
    config = Config(home=tmp_path)
    kept = {config.database, config.journal, config.rejects, config.signing_key, config.checkpoint}
    computed = {config.lake, config.seen, config.fitted}

    assert len(kept | computed) == 8
    assert all(path.is_relative_to(tmp_path) for path in kept)
    assert all(path.is_relative_to(config.engine) for path in computed)
    assert not any(path.is_relative_to(config.engine) for path in kept)


def test_a_database_elsewhere_is_named_by_its_url(tmp_path: Path) -> None:
    config = read_config(home_with(tmp_path, 'database = "postgresql://ben@127.0.0.1/cautery"'))

    assert config.database == "postgresql://ben@127.0.0.1/cautery"
    assert config.sqlite == config.home / "cautery.db"

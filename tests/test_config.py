"""An installation's settings are read from its folder, and what is wrong with them is told by name."""

from pathlib import Path

import pytest

from cautery.config import PROVIDER_SECRET, Config, read_config
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
        ("\nnaem = 'harbour'", "line 2: there is no setting 'naem'. Did you mean 'name'?"),
        ("gold_every = 1", "line 1: 'gold_every' is 0, or from 2 on"),
        (
            "\n[platforms.plaza]\nconnector = 'telegraph'\naddress = 'https://plaza.example'",
            "line 2: there is no connector",
        ),
        (
            "[platforms.plaza]\nconnector = 'atproto'\naddress = 'https://plaza.example'\nozon = 'did:plc:o'",
            "line 4: there is no setting 'ozon' in [platforms.plaza]. Did you mean 'ozone': the DID of the Ozone service?",
        ),
        (
            "[platforms.plaza]\nconnector = 'mediawiki'\naddress = 'https://plaza.example'\ncolour = 'red'",
            "line 4: there is no setting 'colour' in [platforms.plaza]. 'mediawiki' knows: 'user': the name of the account",
        ),
        (
            "[platforms.plaza]\nconnector = 'matrix'\naddress = 'https://plaza.example'\ncolour = 'red'",
            "'matrix' knows: none of its own.",
        ),
        (
            "[messengers.a]\nmessenger = 'mail'\naddress = 'smtps://mail.example'\nform = 'us@forum.example'",
            "line 4: there is no setting 'form' in [messengers.a]. Did you mean 'from': the address of mail",
        ),
        ("[messengers.a]\nmessenger = 'pigeon'\naddress = 'loft://roof'", "line 1: there is no messenger 'pigeon'"),
        ("private_hooks = ['10.1.0.0/99']", "line 1: 'private_hooks' names '10.1.0.0/99', which is no network"),
    ],
)
def test_a_setting_that_is_wrong_is_told_by_line(settings: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid) as refused:
        read_config(home_with(tmp_path, settings))

    assert told in str(refused.value)
    assert "cautery.toml" in str(refused.value)


PROVIDER = '[provider]\nissuer = "https://sso.example"\nclient_id = "cautery"\n[provider.roles]\nleads = ["senior"]\n'


def test_a_provider_is_read_and_its_secret_lies_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = read_config(home_with(tmp_path, PROVIDER))
    assert config.provider is not None
    assert config.provider.roles == {"leads": ("senior",)}
    monkeypatch.setenv(PROVIDER_SECRET, "from the environment")
    assert config.provider_secret == "from the environment"
    (tmp_path / "secret").write_text("from a file\n")
    kept = read_config(home_with(tmp_path, PROVIDER.replace("client_id", 'client_secret_file = "secret"\nclient_id')))

    assert kept.provider_secret == "from a file"
    assert "from a file" not in repr(kept)
    (tmp_path / "secret").unlink()
    with pytest.raises(Missing, match="put it there again"):
        _ = kept.provider_secret


def test_networks_inside_are_read(tmp_path: Path) -> None:
    config = read_config(home_with(tmp_path, 'private_hooks = ["10.1.0.0/16", "::1/128"]'))

    assert [str(one) for one in config.private_hooks] == ["10.1.0.0/16", "::1/128"]


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


PLAZA = '[platforms.plaza]\nconnector = "atproto"\naddress = "https://plaza.example"\n'


def test_a_platforms_secret_comes_from_a_file_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAUTERY_SECRET_PLAZA", "of the environment")
    assert read_config(home_with(tmp_path, PLAZA)).reach("plaza").secret == "of the environment"
    (tmp_path / "plaza.secret").write_text("of the file\n")

    config = read_config(home_with(tmp_path, PLAZA + 'secret_file = "plaza.secret"\n'))
    assert config.reach("plaza").secret == "of the file"


def test_what_a_platform_signs_with_is_kept_beside_and_need_not_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAUTERY_SECRET_PLAZA", "4711")
    assert read_config(home_with(tmp_path, PLAZA)).reach("plaza").webhook_secret == ""
    monkeypatch.setenv("CAUTERY_WEBHOOK_SECRET_PLAZA", "of the environment")
    assert read_config(home_with(tmp_path, PLAZA)).reach("plaza").webhook_secret == "of the environment"
    config = read_config(home_with(tmp_path, PLAZA + 'webhook_secret_file = "hook.secret"\n'))
    with pytest.raises(Missing, match=r"hook\.secret"):
        config.reach("plaza")
    (tmp_path / "hook.secret").write_text("of the file\n")

    assert config.reach("plaza").webhook_secret == "of the file"


def test_a_secret_that_is_nowhere_is_told_without_stopping_anything_else(tmp_path: Path) -> None:
    config = read_config(home_with(tmp_path, PLAZA + 'secret_file = "gone.secret"\n'))
    with pytest.raises(Missing, match=r"gone\.secret"):
        config.reach("plaza")
    with pytest.raises(Missing, match="there are: plaza"):
        config.reach("square")


@pytest.mark.parametrize(("said", "every"), [("gold_every = 0", 0), ("gold_every = 25", 25), ("", 40)])
def test_how_often_a_known_answer_is_asked_is_read(tmp_path: Path, said: str, every: int) -> None:
    assert read_config(home_with(tmp_path, said)).gold_every == every


def test_an_address_is_kept_without_its_last_slash(tmp_path: Path) -> None:
    said = 'public_url = "https://moderation.example/"'

    assert read_config(home_with(tmp_path, said)).public_url == "https://moderation.example"

"""`cautery backup` copies an installation while it serves; the page of the docs names this command."""

from pathlib import Path

from tests.cli.terminal import Terminal
from tests.cli.test_serve import served


def test_a_backup_says_what_it_holds_and_up_to_when(town: Terminal, tmp_path: Path) -> None:
    done = town.run("backup", tmp_path / "b", "--json")

    assert (done.code, done.said["encrypted"], done.said["entries"]) == (0, False, 12)
    assert str(done.said["reaches"]).endswith("Z")
    assert "cautery keys backup" in done.err


def test_under_a_key_it_is_opened_by_the_secret_half_only(town: Terminal, tmp_path: Path) -> None:
    made = town.run("keys", "backup", tmp_path / "secret", "--json")
    assert str(made.said["public"]).startswith("age1")
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert town.run("keys", "backup", tmp_path / "secret").code == 5
    done = town.run("backup", tmp_path / "b", "--json")
    assert done.said["encrypted"] is True
    without = town.run("restore", tmp_path / "b", "--home", tmp_path / "new")
    assert (without.code, (tmp_path / "new").exists()) == (2, False)

    assert town.run("restore", tmp_path / "b", "--home", tmp_path / "new", "--key", tmp_path / "secret").code == 0
    secret = (tmp_path / "secret").read_text().splitlines()[1].encode()
    assert not any(secret in path.read_bytes() for path in town.home.rglob("*") if path.is_file())


def test_it_works_while_the_installation_is_served(town: Terminal, tmp_path: Path) -> None:
    with served(town.home):
        done = town.run("backup", tmp_path / "b", "--json")

    assert done.code == 0
    assert town.run("restore", tmp_path / "b", "--home", tmp_path / "new").code == 0

"""Another user of the machine reads a file of an installation, after a whole story at a terminal."""

from tests.attacks.told import Told

KIND = "secrets in clear"


def test_it_does_not_work(told: Told) -> None:
    open_to_others = [
        f"{path.relative_to(told.home)} {path.lstat().st_mode:o}"
        for path in (told.home, *told.home.rglob("*"))
        if path.lstat().st_mode & 0o077
    ]
    made = {path.relative_to(told.home).parts[0] for path in told.home.rglob("*")}

    assert open_to_others == []
    assert {"cautery.db", "journal", "engine", "keys", "rejects", "checkpoints"} <= made

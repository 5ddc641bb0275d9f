"""Another user of the machine reads what was exported."""

from tests.attacks.told import Told

KIND = "secrets in clear"


def test_it_does_not_work(told: Told) -> None:
    written = [told.out / "export.csv", *(told.out / "effect").rglob("*")]

    assert len(written) > 1
    assert [str(path) for path in written if path.stat().st_mode & 0o077] == []

"""An archive names files outside of itself."""

import zipfile

from tests.attacks.told import Told

KIND = "files of strangers"


def test_it_does_not_work(told: Told) -> None:
    archive = told.out / "a.zip"
    with zipfile.ZipFile(archive, "w") as out:
        for name in ("../../../out/planted", "/planted", "..\\planted", "a/../../planted", "\x1b[2J\nplanted"):
            out.writestr(name, "planted\n")
    before = sorted(told.out.rglob("*"))
    said = told.run("ingest", str(archive), "--format", "canonical")

    assert "\x1b" not in said
    assert sorted(told.out.rglob("*")) == before
    assert {path.parent for path in told.home.rglob("*planted*")} == {told.home / "rejects"}

"""A manifest counts only as it was signed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cautery.errors import Invalid, Missing
from cautery.kit.note import Signer, new_signer
from cautery.pipeline.backup.manifest import (
    BackupFile,
    BackupManifest,
    manifests,
    read_manifest,
    write_manifest,
)

SIGNER = Signer(name="harbour.example", seed=b"s" * 32)


def a_manifest(*, version: int = 1, signer: Signer = SIGNER) -> BackupManifest:
    return BackupManifest(
        version=version,
        name="harbour.example",
        reaches=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        schema="0015",
        checkpoint="",
        key=signer.verifier().written(),
        place="plain",
        files=(BackupFile(path="cautery.toml", bytes=3, mode=0o600, pieces=("ab",)),),
    )


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = write_manifest(tmp_path, a_manifest(), SIGNER)

    assert manifests(tmp_path) == [path]
    assert read_manifest(path) == a_manifest()


def test_one_that_was_changed_or_signed_with_another_key_is_refused(tmp_path: Path) -> None:
    path = write_manifest(tmp_path, a_manifest(), SIGNER)
    whole = path.read_text()
    for harm in (whole.replace('"ab"', '"cd"'), whole[:-9], whole.rpartition("\n\n")[0], "{}", ""):
        path.write_text(harm)
        with pytest.raises(Invalid):
            read_manifest(path)
    other = write_manifest(tmp_path, a_manifest(), new_signer("harbour.example"))
    with pytest.raises(Invalid, match="not signed by"):
        read_manifest(other)


def test_one_of_a_later_version_or_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="later version"):
        read_manifest(write_manifest(tmp_path, a_manifest(version=2), SIGNER))
    with pytest.raises(Missing):
        read_manifest(tmp_path / "nothing.backup")

"""What is handed over proves itself without us, and no alteration of it goes unseen."""

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cautery.app import App
from cautery.errors import Conflict, Invalid, Missing
from cautery.pipeline.orders.executing import execute_order
from cautery.pipeline.orders.handing_over import HandoverPackage, hand_over
from cautery.pipeline.orders.receiving import receive_order
from cautery.pipeline.orders.steps import locate_by_hand
from cautery.pipeline.orders.verify_package import Altered, verify
from tests.pipeline.orders.orders import a_form, a_platform, at, carry, whose

PROBLEMS = (Altered, ValueError, KeyError, TypeError, IndexError, OSError, AttributeError)


@pytest.fixture
def package(app: App, tmp_path: Path) -> HandoverPackage:
    order = receive_order(at(app, 0), a_form(), channel="api", authentic="yes", evidence="key").order
    locate_by_hand(at(app, 0), order, whose("u000001"), None)
    execute_order(at(app, 1), order)
    carry(at(app, 2), a_platform())
    return hand_over(at(app, 9), order=order, recipient="Court", document="7/26", out=tmp_path / "package")


def test_a_package_is_verified_by_its_own_script_with_nothing_installed(package: HandoverPackage) -> None:
    script = Path(package.folder) / "verify.py"
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(script), package.folder, package.key],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (
        0,
        f"As handed over: {package.rows} rows of evidence stood in the signed log.\n",
    )
    assert package.rows >= 8


def test_each_of_a_thousand_random_alterations_is_found(package: HandoverPackage) -> None:
    draw, folder, unseen = random.Random(7), Path(package.folder), []
    files = sorted(folder.iterdir())
    for number in range(1000):
        file = draw.choice(files)
        before = file.read_bytes()
        after = draw.choice(ALTERATIONS)(before, draw)
        file.write_bytes(after)
        try:
            verify(folder, package.key)
            unseen += [(number, file.name)] if after != before else []
        except PROBLEMS:
            pass
        file.write_bytes(before)

    assert unseen == []
    assert verify(folder, package.key) == package.rows


def test_a_missing_file_an_added_one_and_another_key_are_found(package: HandoverPackage, app: App) -> None:
    folder = Path(package.folder)
    (folder / "more.txt").write_text("added")
    with pytest.raises(Altered, match="added"):
        verify(folder, package.key)
    (folder / "more.txt").unlink()
    name, _, _ = package.key.split("+", 2)
    with pytest.raises(Altered):
        verify(folder, f"{name}+00000000+" + "AQ" + "A" * 42)
    (folder / "README.txt").unlink()
    with pytest.raises(Altered, match="missing"):
        verify(folder, package.key)


def test_a_package_says_who_gets_it_and_why(app: App, tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        hand_over(app, order="", recipient=" ", document="7/26", out=tmp_path / "p")
    with pytest.raises(Missing):
        hand_over(app, order="", recipient="Court", document="7/26", out=tmp_path / "p")
    with pytest.raises(Conflict):
        hand_over(app, order="", recipient="Court", document="7/26", out=tmp_path)


def test_what_cannot_be_written_is_not_kept_as_handed_over(app: App, tmp_path: Path) -> None:
    order = receive_order(at(app, 0), a_form(), channel="api").order
    (tmp_path / "file").touch()
    with pytest.raises(Invalid, match="nothing was handed over"):
        hand_over(app, order=order, recipient="Court", document="7/26", out=tmp_path / "file" / "package")
    with app.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM handovers").scalar() == 0


def _changed(raw: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(len(raw))
    return raw[:place] + bytes([raw[place] ^ 1 << draw.randrange(8)]) + raw[place + 1 :]


def _cut(raw: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(len(raw))
    return raw[:place] + raw[place + draw.randint(1, 20) :]


def _grown(raw: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(len(raw))
    return raw[:place] + draw.choice((b" ", b"\n", b"0", b"\x00")) + raw[place:]


def _doubled(raw: bytes, draw: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    return b"".join([*lines, draw.choice(lines)])


ALTERATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_changed, _cut, _grown, _doubled)

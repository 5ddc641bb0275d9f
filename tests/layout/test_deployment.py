"""What is shipped to run it: a locked-up service, a container without rights, and files that can be read."""

import re
import shutil
import subprocess
from pathlib import Path

import yaml

from cautery.config import read_config

DEPLOY = Path(__file__).parents[2] / "deploy"
MOST_EXPOSED = 2.0


def test_the_service_is_locked_up() -> None:
    if shutil.which("systemd-analyze") is None:
        return  # it is judged where systemd is
    unit = DEPLOY / "systemd" / "cautery.service"
    said = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", str(unit)], capture_output=True, text=True, check=False
    ).stdout
    found = re.search(r"exposure level for cautery\.service: ([\d.]+)", said)

    assert found
    assert float(found.group(1)) <= MOST_EXPOSED


def test_the_container_has_no_rights_and_writes_to_one_volume_only() -> None:
    image = (DEPLOY / "container" / "Containerfile").read_text()
    service = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text())["services"]["cautery"]

    assert re.search(r"^USER 10001$", image, re.MULTILINE)
    assert len(re.findall(r"^VOLUME ", image, re.MULTILINE)) == 1
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert (DEPLOY / "container" / "start").stat().st_mode & 0o111


def test_what_the_images_copy_is_there() -> None:
    image = (DEPLOY / "container" / "Containerfile").read_text()
    copied = [word for line in re.findall(r"^COPY (?!--from)(.*)$", image, re.MULTILINE) for word in line.split()[:-1]]

    assert [name for name in copied if not (DEPLOY.parent / name).exists()] == []


def test_the_settings_that_are_shipped_can_be_read(tmp_path: Path) -> None:
    shutil.copy(DEPLOY / "container" / "cautery.toml", tmp_path / "cautery.toml")

    assert read_config(tmp_path).name == "moderation.forum.example"

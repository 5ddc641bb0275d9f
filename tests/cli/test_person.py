"""`cautery person`: an export, and an erasure that a second person approves."""

from pathlib import Path

from cautery.app import opened
from tests.cli.terminal import Terminal
from tests.pipeline.personal_data.everywhere import places_with
from tests.pipeline.personal_data.people import NEEDLES, NIMUE, lived

WHOM = (NIMUE.platform, NIMUE.id)


def test_an_erasure_is_planned_approved_by_another_and_proved(empty: Terminal) -> None:
    with opened(empty.home) as app:
        lived(app)
    planned = empty.run("person", "erase", *WHOM, "--json")
    name = str(planned.said["plan"])
    gone = planned.said["gone"]
    assert isinstance(gone, dict)
    assert gone["events"] == 5
    assert empty.run("person", "approve", name).code == 4
    assert empty.run("person", "approve", name, env={"LOGNAME": "ben"}).code == 0
    [done] = empty.run("person", "run", "--json").listed

    assert (done["plan"], done["found"]) == (name, [])
    assert places_with(empty.home, NEEDLES) == []
    assert [row["state"] for row in empty.run("person", "list", "--json").listed] == ["done"]
    assert empty.run("audit", "verify").code == 0
    assert empty.run("person", "erase", *WHOM).code == 3


def test_an_erasure_can_be_refused(empty: Terminal) -> None:
    with opened(empty.home) as app:
        lived(app)
    name = str(empty.run("person", "erase", *WHOM, "--json").said["plan"])

    assert empty.run("person", "refuse", name, "--json").said["state"] == "refused"
    assert empty.run("person", "run", "--json").listed == []


def test_an_export_is_a_file(empty: Terminal, tmp_path: Path) -> None:
    with opened(empty.home) as app:
        lived(app)
    done = empty.run("person", "export", *WHOM, "--out", tmp_path / "hers.zip", "--json")

    assert done.said["out"] == str(tmp_path / "hers.zip")
    assert (tmp_path / "hers.zip").stat().st_mode & 0o777 == 0o600
    assert empty.run("person", "export", "harbour", "nobody").code == 3

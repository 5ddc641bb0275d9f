"""`cautery rebuild` computes again what can be computed."""

import shutil

from tests.cli.terminal import Terminal


def test_history_is_computed_again_and_counted(town: Terminal) -> None:
    before = town.run("suspects", "--json").listed
    shutil.rmtree(town.home / "engine")
    done = town.run("rebuild", "history", "--json")

    assert done.code == 0
    assert done.said["rows"] != 0
    assert [row["account"] for row in town.run("suspects", "--json").listed] == [row["account"] for row in before]


def test_what_cannot_be_rebuilt_is_refused(town: Terminal) -> None:
    assert town.run("rebuild", "coffee").code == 2

"""`cautery what-if`: policies side by side in a terminal."""

from pathlib import Path

from tests.cli.terminal import Terminal

SMALL = ("--seeds", "1", "--operators", "10", "--days", "10")


def test_policies_are_rows_of_a_table(nowhere: Terminal) -> None:
    done = nowhere.run("what-if", *SMALL, "--policy", "reports only", "--policy", "with operators")

    assert done.code == 0
    assert "reports" in done.out
    assert "'with operators' leaves" in done.err


def test_programs_get_the_figures_and_people_a_picture(nowhere: Terminal, tmp_path: Path) -> None:
    done = nowhere.run("what-if", *SMALL, "--out", tmp_path / "told", "--json")

    assert (tmp_path / "told" / "what-if.svg").read_text().startswith("<svg")
    assert '"reach_days"' in done.out


def test_an_unknown_policy_is_a_mistake_of_whoever_typed_it(nowhere: Terminal) -> None:
    done = nowhere.run("what-if", *SMALL, "--policy", "by horoscope")

    assert done.code == 2
    assert "reports only" in done.err

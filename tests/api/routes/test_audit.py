"""The log is proved and the installation looked at, for whoever may."""

from tests.api.conftest import Program


def test_the_log_is_whole(program: Program) -> None:
    found = program("auditor").get("/audit").json()

    assert found["ok"]
    assert found["entries"] > 0


def test_the_installation_is_sound(program: Program) -> None:
    found = program("auditor").get("/health").json()

    assert [check["name"] for check in found["checks"] if not check["ok"]] == []

"""The log is proved and the installation looked at, for whoever may."""

from tests.api.conftest import Program


def test_the_log_is_whole(program: Program) -> None:
    found = program("auditor").get("/audit").json()

    assert found["ok"]
    assert found["entries"] > 0


def test_what_was_done_is_read_part_by_part(program: Program) -> None:
    client = program("auditor")
    seen: list[int] = []
    cursor = ""
    while cursor is not None:
        part = client.get("/audit/entries", params={"limit": 1, "cursor": cursor}).json()
        seen += [entry["index"] for entry in part["entries"]]
        cursor = part["next"]

    assert seen == list(reversed(range(client.get("/audit").json()["entries"])))
    assert len(seen) > 1


def test_the_installation_is_sound(program: Program) -> None:
    found = program("auditor").get("/health").json()

    assert [check["name"] for check in found["checks"] if not check["ok"]] == []

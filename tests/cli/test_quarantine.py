"""What could not be read is listed with its reason, and read again on demand."""

import json
from pathlib import Path

from tests.cli.terminal import Terminal


def test_what_could_not_be_read_is_listed_and_read_again(empty: Terminal, tmp_path: Path) -> None:
    who = {"id": "e1", "at": "2020-01-01T10:00:00Z", "platform": "harbour", "account": "a"}
    good = {"type": "post.created", **who, "post": {"id": "p"}}
    file = tmp_path / "events.ndjson"
    file.write_text(f'{json.dumps(good)}\n{{"type": "post.created", "account": 7}}\n')
    empty.run("ingest", str(file))

    listed = empty.run("quarantine", "list", "--json").documents[0]
    assert isinstance(listed, list)
    [item] = listed
    assert {name: item[name] for name in ("source", "place", "bytes")} == {
        "source": "file:events.ndjson", "place": "line 2", "bytes": 38}  # fmt: skip
    assert "account" in item["reason"]
    assert empty.run("quarantine", "retry", "--json").said["still"] == 1
    assert empty.run("quarantine", "list", "--source", "plaza", "--json").documents[0] == []

"""Lines that were not events: kept, with their number and the reason, so that nothing is lost and somebody can mend them.

What identifies people is overwritten in them: nobody knows which field of a line that is no event holds what.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from cautery.events.format import Reject
from cautery.events.redaction import redacted
from cautery.kit.files import replace_file

MOST_RAW_BYTES = 4096


class Rejects:
    """Writes one file of rejects for one file of input, and only when there is one."""

    def __init__(self, folder: Path, source: str) -> None:
        name = f"{Path(source).name}-{hashlib.sha256(source.encode()).hexdigest()[:8]}.ndjson"
        self._source, self.path = source, folder / name
        self.count = 0

    def add(self, rejects: Iterable[Reject]) -> None:
        """Keep rejects; the first of a run replaces what an earlier run over the same file left."""
        lines = [self._line(reject) for reject in rejects]
        if not lines:
            return
        if self.count == 0:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            replace_file(self.path, b"")
        self.count += len(lines)
        with self.path.open("a", encoding="utf-8", errors="backslashreplace") as out:
            out.writelines(lines)

    def _line(self, reject: Reject) -> str:
        raw = redacted(reject.raw[:MOST_RAW_BYTES]).decode("utf-8", errors="backslashreplace")
        said = {"file": Path(self._source).name, "line": reject.line, "reason": reject.reason, "raw": raw}
        return json.dumps(said, ensure_ascii=True) + "\n"

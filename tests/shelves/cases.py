"""Where the inputs of the numbered cases come from: our own, and the reported ones, where they are there.

The reported ones are read from `CAUTERY_CASES`, by default beside the repository; where they are missing that is said.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.shelves.platform_inputs import FILES, OWN

CASES = Path(os.environ.get("CAUTERY_CASES", Path(__file__).parents[3] / "shared" / "cases" / "platforms"))
ABSENT = f"no reported cases at '{CASES}'; say where with CAUTERY_CASES"


@dataclass(frozen=True, slots=True)
class Given:
    """Where inputs come from."""

    reported: bool

    def raw(self, name: str) -> bytes:
        return (CASES / name).read_bytes() if self.reported else OWN[name]

    def said(self, name: str) -> Any:
        return json.loads((CASES / name).read_bytes()) if self.reported else OWN[name]

    def file(self, name: str, folder: Path) -> Path:
        if self.reported:
            return CASES / "files" / name
        path = folder / Path(name).name
        path.write_bytes(FILES[name])
        return path


def given_by(param: str) -> Given:
    """Give the inputs of a test: 'ours', or the reported ones."""
    if param == "reported" and not CASES.is_dir():
        pytest.skip(ABSENT)
    return Given(param == "reported")

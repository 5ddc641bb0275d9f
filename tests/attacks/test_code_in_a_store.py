"""A row that is read as code: nothing of ours reads pickles or marshalled code."""

import re
from pathlib import Path

import cautery
from tests.attacks.site import Site

KIND = "the database alone"


def test_it_does_not_work(site: Site) -> None:
    source = Path(cautery.__file__).parent
    named = [
        str(path)
        for path in source.rglob("*.py")
        if re.search(
            r"^\s*(import|from)\s+(pickle|marshal|shelve|dill|cloudpickle|jsonpickle)\b", path.read_text(), re.M
        )
    ]

    assert named == []

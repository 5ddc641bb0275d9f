"""What is installed may be passed on under Apache-2.0: every dependency's licence is on a list.

A copyleft library that the product loads would make the whole a derived work. The Mozilla and PSF licences ask something for
their own files only.
"""

import re
from importlib.metadata import Distribution, distributions

import pytest

SPDX = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "HPND", "ISC", "LLVM-exception", "MIT", "MIT-0", "MIT-CMU",
    "MPL-2.0", "PSF-2.0", "Python-2.0", "Unlicense", "Zlib",
}  # fmt: skip
OLDER = {
    "Apache 2.0", "Apache License 2.0", "Apache License, Version 2.0", "Apache Software License", "BSD", "BSD 2-Clause License",
    "BSD 3-Clause License", "BSD License", "ISC License", "ISC License (ISCL)", "MIT License",
    "Mozilla Public License 2.0 (MPL 2.0)", "Python Software Foundation License", "The MIT License",
}  # fmt: skip
"""How packages say it that do not use SPDX yet."""
LOOKED_UP = {"axe-playwright-python": "MIT", "pyrage": "MIT"}
"""Packages whose metadata says nothing; read in their source."""
EXCEPTIONS = {
    "psycopg": "LGPL-3.0: loaded as it comes and unchanged, which that licence allows to any work",
    "psycopg-binary": "as psycopg",
}
"""Licences off the list, and why they are no harm."""


def refused(package: Distribution) -> str | None:
    """Say which licence is not on the list; None: all are."""
    name, told = package.metadata["Name"], licences(package)
    if name.lower() in EXCEPTIONS:
        return None
    wrong = [licence for licence in told if licence not in SPDX | OLDER]
    return f"{name}: {', '.join(wrong) or 'says nothing'}" if wrong or not told else None


def licences(package: Distribution) -> list[str]:
    """Read the licences that bind: the expression, else the classifiers, else the first line of the old field."""
    told = package.metadata
    if told["Name"].lower() in LOOKED_UP:
        return [LOOKED_UP[told["Name"].lower()]]
    if told.get("License-Expression"):
        return binding(told["License-Expression"])
    classes = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier", []) if one.startswith("License ::")]
    named = [one for one in classes if one != "OSI Approved"]
    return named or [line.strip() for line in (told.get("License") or "").splitlines()[:1] if line.strip()]


def binding(expression: str) -> list[str]:
    """Read an SPDX expression: of a choice the first that is allowed, of several that go together all."""
    parts = [re.split(r"\s+(?:AND|WITH)\s+", part.strip("() ")) for part in re.split(r"\s+OR\s+", expression)]
    return next((part for part in parts if set(part) <= SPDX), parts[0])


def test_every_licence_is_on_the_list() -> None:
    """A new one is read, and then put on the list, or the package is not used."""
    assert [said for package in distributions() if (said := refused(package))] == []


def test_an_exception_is_still_installed() -> None:
    installed = {package.metadata["Name"].lower() for package in distributions()}

    assert set(EXCEPTIONS) | set(LOOKED_UP) <= installed


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("Apache-2.0 OR GPL-3.0-only", ["Apache-2.0"]),
        ("GPL-2.0-or-later OR MIT", ["MIT"]),
        ("MIT AND GPL-3.0-only", ["MIT", "GPL-3.0-only"]),
        ("Apache-2.0 WITH LLVM-exception", ["Apache-2.0", "LLVM-exception"]),
    ],
)
def test_an_expression_binds_by_what_goes_together(expression: str, told: list[str]) -> None:
    assert binding(expression) == told

"""Each outside library has a contract of its own that lists who may import it: nobody gets in by being new."""

import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
EVERYWHERE = {"msgspec", "numpy"}
"""Libraries of plain data: any room may hold typed JSON and arrays."""
BY_ANOTHER = {"psycopg": "SQLAlchemy", "pandas": "Spark", "python-multipart": "Starlette"}
"""Libraries that only another library imports."""
TABLES = {"confusable-homoglyphs"}
"""Packages of which only a table is read, and no code: Unicode's, by `signals/look_alikes`."""
CONTRACTS = [one for one in PROJECT["tool"]["importlinter"]["contracts"] if one["type"] == "protected"]
LIBRARIES = [one for one in CONTRACTS if not one["protected_modules"][0].startswith("cautery.")]


def wanted() -> set[str]:
    """The packages that the project asks for, extras included."""
    project = PROJECT["project"]
    lists = [project["dependencies"], *project.get("optional-dependencies", {}).values()]
    return {re.split(r"[\[>=<]", line)[0].lower() for lines in lists for line in lines} - {"cautery"}


def test_every_library_has_a_list_of_who_may_import_it() -> None:
    packages = {
        (re.sub("[-_.]+", "-", name.lower()), module)
        for module, names in packages_distributions().items()
        for name in names
    }
    guarded = {module for contract in LIBRARIES for module in contract["protected_modules"]} | EVERYWHERE
    guarded_packages = {name for name, module in packages if module in guarded}

    assert wanted() - guarded_packages - set(BY_ANOTHER) - TABLES == set()


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("cautery", include_external_packages=True, cache_dir=None)


@pytest.mark.parametrize("contract", LIBRARIES, ids=lambda contract: contract["protected_modules"][0])
def test_whoever_may_import_a_library_does(contract: dict[str, list[str]], graph: grimp.ImportGraph) -> None:
    """A permission that nobody uses is a door that stands open."""
    importers = {
        importer
        for module in contract["protected_modules"]
        for importer in graph.find_modules_that_directly_import(module)
    }
    idle = [
        allowed
        for allowed in contract["allowed_importers"]
        if not any(importer == allowed or importer.startswith(f"{allowed}.") for importer in importers)
    ]

    assert idle == []

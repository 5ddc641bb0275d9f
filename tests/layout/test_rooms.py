"""The house is as it says: rooms on disk, in the plan's text and in the linter's floors are the same."""

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "cautery"


def rooms() -> set[str]:
    """Packages and single files at the top of the house."""
    folders = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    return folders | {path.stem for path in SOURCE.glob("*.py") if path.name != "__init__.py"}


def test_the_floors_name_every_room_and_no_other() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    named = {room.strip() for layer in layers for room in re.split("[:|]", layer)}

    assert named == rooms()


def test_the_architecture_tells_of_every_room() -> None:
    told = (ROOT / "ARCHITECTURE.md").read_text()

    assert [room for room in sorted(rooms()) if f"`{room}`" not in told and f"`{room}/`" not in told] == []


def test_every_room_says_what_it_is_given_gives_and_never_does() -> None:
    """A stage's __init__ is a docstring and nothing else, but for a package on a shelf, which shows its one class."""
    for package in SOURCE.rglob("__init__.py"):
        tree = ast.parse(package.read_text())
        on_shelf = package.parent.parent.name in ("connectors", "formats")

        assert ast.get_docstring(tree), f"{package} has no docstring"
        assert on_shelf or len(tree.body) == 1, f"{package} holds more than a docstring"


def test_imports_stand_on_top_except_where_a_command_loads_its_stage() -> None:
    """An import inside a function is how a circle hides."""
    hidden = []
    for path in SOURCE.rglob("*.py"):
        if path.is_relative_to(SOURCE / "cli"):
            continue
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                hidden += [
                    f"{path.name}:{node.lineno}"
                    for node in ast.walk(function)
                    if isinstance(node, ast.Import | ast.ImportFrom)
                ]

    assert hidden == []


def test_every_library_is_used_and_says_why() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    lists = re.findall(
        r"^(?:dependencies|learn|media|charts|postgresql) = \[(?:  #.*?)?\n(.*?)^\]", project, re.DOTALL | re.MULTILINE
    )
    assert len(lists) == 5

    for line in "".join(lists).strip().splitlines():
        assert re.search(r'"[a-z0-9-]+(\[[a-z]+\])?[>=<.,0-9]+(; [^"]+)?",\s+# \S+|"(numpy)', line), (
            f"no reason beside: {line}"
        )


def test_every_room_of_the_pipeline_names_its_files() -> None:
    """Whoever opens a room reads in its __init__ where to look."""
    unnamed = [
        f"{room.name}/{path.name}"
        for room in sorted((SOURCE / "pipeline").iterdir())
        if room.is_dir() and room.name != "__pycache__"
        for path in sorted(room.glob("*.py"))
        if path.stem != "__init__" and f"`{path.stem}`" not in (room / "__init__.py").read_text()
    ]

    assert unnamed == []

"""A plug-in is one file and one class, found by the file's name."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from cautery.errors import Invalid, Missing
from cautery.kit.shelf import names_on, take, take_all

KIND = """
from abc import ABC, abstractmethod
class Tool(ABC):
    @abstractmethod
    def use(self) -> str: ...
"""
TOOL = """
from toolshop.kind import Tool
class {name}(Tool):
    def use(self) -> str:
        return "{name}"
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the folder of a shelf with a hammer and a saw on it, importable as `toolshop.shelf`."""
    shelf = tmp_path / "toolshop" / "shelf"
    shelf.mkdir(parents=True)
    (tmp_path / "toolshop" / "__init__.py").touch()
    (tmp_path / "toolshop" / "kind.py").write_text(KIND)
    (shelf / "__init__.py").touch()
    (shelf / "hammer.py").write_text(TOOL.format(name="Hammer"))
    (shelf / "saw.py").write_text(TOOL.format(name="Saw"))
    monkeypatch.syspath_prepend(tmp_path)
    yield shelf
    for name in [name for name in sys.modules if name.split(".")[0] == "toolshop"]:
        del sys.modules[name]


def the_shelf() -> ModuleType:
    return import_module("toolshop.shelf")


def the_kind() -> type:
    kind: type = import_module("toolshop.kind").Tool
    return kind


def install_beside(folder: Path, entry: str) -> None:
    """Lay down what pip leaves of a package that brings a plug-in."""
    about = folder / "gardener-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: gardener\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[toolshop.shelf]\n{entry}\n")


def test_names_are_the_names_of_the_files_in_order(shop: Path) -> None:
    assert names_on(the_shelf()) == ("hammer", "saw")


def test_listing_names_loads_nothing(shop: Path) -> None:
    (shop / "broken.py").write_text("raise RuntimeError('loaded')")

    assert "broken" in names_on(the_shelf())
    assert "toolshop.shelf.hammer" not in sys.modules


def test_a_plug_in_is_taken_by_name(shop: Path) -> None:
    assert take(the_shelf(), "saw", the_kind())().use() == "Saw"


def test_everything_is_taken_by_name(shop: Path) -> None:
    taken = take_all(the_shelf(), the_kind())

    assert {name: kind().use() for name, kind in taken.items()} == {"hammer": "Hammer", "saw": "Saw"}


def test_a_name_that_is_not_there_is_missing_and_the_known_ones_are_said(shop: Path) -> None:
    with pytest.raises(Missing, match=r"no 'drill'.*hammer, saw"):
        take(the_shelf(), "drill", the_kind())


def test_a_file_with_two_plug_ins_is_refused(shop: Path) -> None:
    (shop / "both.py").write_text(TOOL.format(name="Rake") + TOOL.format(name="Spade"))
    with pytest.raises(Invalid, match=r"both must hold exactly one Tool; it holds 2"):
        take(the_shelf(), "both", the_kind())


def test_a_file_without_a_plug_in_is_refused_though_it_imports_the_kind(shop: Path) -> None:
    (shop / "none.py").write_text("from toolshop.kind import Tool\n")
    with pytest.raises(Invalid, match="it holds 0"):
        take(the_shelf(), "none", the_kind())


@pytest.mark.parametrize("entry", ["spade = garden:Spade", "spade = garden"])
def test_a_plug_in_installed_beside_stands_on_the_shelf(
    shop: Path, entry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may name its class, or the module that holds it."""
    root = shop.parents[1]
    (root / "garden.py").write_text(TOOL.format(name="Spade"))
    install_beside(root, entry)
    monkeypatch.delitem(sys.modules, "garden", raising=False)

    assert names_on(the_shelf()) == ("hammer", "saw", "spade")
    assert take(the_shelf(), "spade", the_kind())().use() == "Spade"
    del sys.modules["garden"]

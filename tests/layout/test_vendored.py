"""Scripts of others that we serve are what we wrote down: the version, the hash and the licence."""

import hashlib
import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src" / "cautery" / "console" / "static"
HASHES = json.loads((ROOT / "vendor" / "hashes.json").read_text())
LOCK = json.loads((ROOT / "vendor" / "package-lock.json").read_text())["packages"]


def test_each_built_file_is_the_one_that_was_written_down() -> None:
    for name, told in HASHES.items():
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == told["sha256"], name


def test_each_package_is_pinned_by_hash_and_permissive() -> None:
    bundled = {name for told in HASHES.values() for name in told["holds"]}
    packages = {name.removeprefix("node_modules/"): said for name, said in LOCK.items() if name}

    assert bundled <= set(packages)
    assert [name for name, said in packages.items() if not said.get("integrity", "").startswith("sha512-")] == []
    assert {said["license"] for said in packages.values()} == {"MIT"}


def test_licence_texts_and_the_page_of_licences_name_what_is_served() -> None:
    texts = (STATIC / "graph-library.LICENSE").read_text()
    page = (ROOT / "docs" / "reference" / "licences.md").read_text()

    for name in HASHES["graph-library.min.js"]["holds"]:
        assert f"{name} {LOCK[f'node_modules/{name}']['version']}\n" in texts
        assert f"{name} {LOCK[f'node_modules/{name}']['version']}" in page


def test_it_evaluates_no_text_as_a_script() -> None:
    """The pages' policy forbids it, and it would fail in the browser."""
    script = (STATIC / "graph-library.min.js").read_text()

    assert "new Function(" not in script
    assert "eval(" not in script

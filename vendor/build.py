"""Makes the console's graph library one file, from the packages that the lock file pins: python vendor/build.py.

Needs Node.js and npm; the file is committed, so only who changes a version runs this. `tests/layout/test_vendored.py` holds
the file against `hashes.json`, and the licence texts stand beside it.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
STATIC = HERE.parent / "src" / "cautery" / "console" / "static"
BUILT, TEXTS = STATIC / "graph-library.min.js", STATIC / "graph-library.LICENSE"
HASHES = HERE / "hashes.json"
BUNDLED = ("sigma", "graphology", "graphology-utils", "events")
"""Packages whose code is in the file."""
OPTIONS = ("--bundle", "--minify", "--format=iife", "--target=es2020", "--legal-comments=none", "--log-level=warning")


def build() -> None:
    """Install as the lock file says (npm checks each package's hash), bundle, and write down what came out."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for part in ("package.json", "package-lock.json", ".npmrc", "entry.js"):
            shutil.copy(HERE / part, place)
        _run(place, "npm", "ci", "--silent")
        _run(place, "node_modules/.bin/esbuild", "entry.js", *OPTIONS, f"--outfile={BUILT}")
        TEXTS.write_text("\n\n".join(_licence(place / "node_modules" / package) for package in BUNDLED) + "\n")
    sha256 = hashlib.sha256(BUILT.read_bytes()).hexdigest()
    HASHES.write_text(json.dumps({BUILT.name: {"sha256": sha256, "holds": list(BUNDLED)}}, indent=2) + "\n")


def _run(place: Path, *command: str) -> None:
    subprocess.run(command, cwd=place, check=True)  # noqa: S603


def _licence(package: Path) -> str:
    told = json.loads((package / "package.json").read_text())
    text = next(iter(sorted(package.glob("LICENSE*"))), None)
    said = text.read_text().strip() if text else f"Licence: {told['license']}"
    return f"{told['name']} {told['version']}\n\n{said}"


if __name__ == "__main__":
    sys.exit(build())

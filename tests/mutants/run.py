"""Changes modules that carry the safety of the product, one node at a time, and runs the tests of each: `make mutants`.

Prints what survived. Ends with 1 when less than nine of ten changes are killed, or when one survives that
`survivors.toml` does not explain. Each module's changes are a sample drawn with a fixed seed; `--all` tries every one.

The change is made in memory, in a process of its own that runs only the module's own test file; processes that a test
starts see the module unchanged.
"""

import argparse
import contextlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import re
import resource
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import ModuleType

import grimp
import pytest
from hypothesis import Phase, settings

from tests.mutants.changes import Change, changes

ROOT = Path(__file__).parents[2]
LISTED = Path(__file__).with_name("survivors.toml")
MODULES = (
    "access/permissions",
    "enforcement/dispatch",
    "enforcement/guards",
    "enforcement/pace",
    "enforcement/plan",
    "enforcement/stages",
    "kit/merkle",
    "model/priority",
    "store/audit",
    "store/journal",
    "suspicion/mixing",
    "suspicion/operators/linkage",
)
SEED, SAMPLE, LEAST_KILLED = 1, 40, 0.9
OPTIONS = (
    *("-x", "-q", "--tb=no", "-m", "not server", "--hypothesis-profile=mutants", "--hypothesis-seed=0"),
    *("-p", "no:cacheprovider", "-p", "no:schemathesis", "-p", "no:xdist"),
)
settings.register_profile("mutants", deadline=None, phases=[Phase.explicit, Phase.generate])  # one failure is enough
LONGEST_CPU_S, LONGEST_S = 180, 900.0
"""A change that makes the tests compute or wait this long is killed: those of an unchanged module take a minute at most."""


@dataclass(frozen=True, slots=True)
class Survivor:
    """A change that no test noticed."""

    module: str
    line: str
    change: str


class Changed(importlib.abc.MetaPathFinder, importlib.machinery.SourceFileLoader):
    """Gives a module with a change in it, and every other one as it is."""

    def __init__(self, name: str, path: Path, source: str) -> None:
        super().__init__(name, str(path))
        self.source = source

    def find_spec(self, fullname: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        return (
            importlib.util.spec_from_file_location(fullname, self.path, loader=self) if fullname == self.name else None
        )

    def get_code(self, fullname: str) -> object:  # type: ignore[override]
        return compile(self.source, self.path, "exec")

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.source, self.path, "exec"), module.__dict__)


def fails(module: str, source: str) -> None:
    """Run the tests of a module with its changed source; ends the process, with 0 when nothing failed."""
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_CPU_S, LONGEST_CPU_S))
    sys.meta_path.insert(0, Changed(f"cautery.{module.replace('/', '.')}", source_of(module), source))
    os._exit(run_tests(module))


def run_tests(module: str, *options: str) -> int:
    """Run a module's own test file, and say nothing; gives 0 when all of it passed."""
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        return int(pytest.main([*OPTIONS, *options, str(test_of(module))]))


def source_of(module: str) -> Path:
    return ROOT / "src" / "cautery" / f"{module}.py"


def test_of(module: str) -> Path:
    place, _, name = module.rpartition("/")
    return ROOT / "tests" / place / f"test_{name}.py"


def warm(module: str, graph: grimp.ImportGraph) -> None:
    """Load all that the tests of a module need, and forget what imports the module: each process begins from there."""
    run_tests(module, "--collect-only")
    name = f"cautery.{module.replace('/', '.')}"
    changed = {name} | graph.find_downstream_modules(name)
    for loaded in list(sys.modules):
        if loaded in changed or re.match(r"tests\.(?!mutants)", loaded):
            _forget(loaded)


def _forget(loaded: str) -> None:
    """Drop a module from where `import` and from where `from package import` find it."""
    package, _, name = loaded.rpartition(".")
    del sys.modules[loaded]
    if package in sys.modules:
        vars(sys.modules[package]).pop(name, None)


def survivors(module: str, made: Sequence[Change], *, jobs: int) -> Iterator[Change]:
    """Try changes, several at a time; gives those that no test noticed."""
    waiting, running = list(made), dict[int, tuple[ForkProcess, Change, float]]()
    context = get_context("fork")
    while waiting or running:
        while waiting and len(running) < jobs:
            process = context.Process(target=fails, args=(module, waiting[0].source))
            process.start()
            running[process.sentinel] = process, waiting.pop(0), time.monotonic() + LONGEST_S
        wait(list(running), timeout=5)
        for sentinel, (process, change, until) in list(running.items()):
            if process.is_alive() and time.monotonic() < until:
                continue
            process.kill()
            process.join()
            del running[sentinel]
            if process.exitcode == 0:
                yield change


def explained() -> dict[Survivor, str]:
    """Read which changes may survive, and why."""
    rows = tomllib.loads(LISTED.read_text(encoding="utf-8")).get("survivor", [])
    return {Survivor(row["module"], row["line"], row["change"]): row["reason"] for row in rows}


def main() -> int:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("modules", nargs="*", default=MODULES, help="such as access/permissions; without: all of them")
    told.add_argument("--all", action="store_true", help="every change instead of a sample")
    told.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = told.parse_args()
    os.chdir(ROOT)
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = tempfile.mkdtemp(prefix="mutants-")
    graph, known = grimp.build_graph("cautery", cache_dir=None), explained()
    tried, survived, unexplained = 0, 0, 0
    for module in asked.modules:
        warm(module, graph)
        chosen = chosen_of(module, every=asked.all)
        found = [Survivor(module, one.line, one.change) for one in survivors(module, chosen, jobs=asked.jobs)]
        unknown = [one for one in found if one not in known]
        print(f"{module}: {len(chosen) - len(found)} of {len(chosen)} changes killed")
        print("".join(f"  no test notices '{one.change}' in: {one.line}\n" for one in unknown), end="", flush=True)
        tried, survived, unexplained = tried + len(chosen), survived + len(found), unexplained + len(unknown)
    share = 1 - survived / max(tried, 1)
    print(f"{share:.1%} of {tried} changes killed; {survived} survive, {unexplained} of them unexplained")
    return int(unexplained > 0 or share < LEAST_KILLED)


def chosen_of(module: str, *, every: bool) -> list[Change]:
    """Draw the sample of a module's changes, after its tests have passed without one."""
    source = source_of(module).read_text(encoding="utf-8")
    if not list(survivors(module, [Change(line="", change="", source=source)], jobs=1)):
        sys.exit(f"The tests of '{module}' fail without a change; mend them first.")
    found = changes(source)
    return found if every else random.Random(SEED).sample(found, min(SAMPLE, len(found)))


if __name__ == "__main__":
    sys.exit(main())

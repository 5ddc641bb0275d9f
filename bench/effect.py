"""Whether the truth lies within the intervals of effect as often as they say, over as many worlds as SEEDS (200 unless told).

On the simulated society, and beside it on a small invented network whose lives are known exactly; and on societies of a second
make, written without reading the measure, scenario by scenario: as tables (SECOND histories of each, 12 unless told) and from
events on, through the commands (STORIES, 15 unless told). Nothing was fitted to these seeds.
"""

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np

from bench import effect_network, effect_society, second_judged, second_story
from bench.effect_real import real_lives
from bench.report import doing, rounded, tell
from cautery.effect.figure import Figure

SEEDS = int(os.environ.get("SEEDS", "200"))
SECOND = int(os.environ.get("SECOND", "12"))
STORIES = int(os.environ.get("STORIES", "15"))
FIRST_SEED, SECOND_SEED, LONG_SEED = 3_000_000, 40_000, 1
Bounds = tuple[float, float, float]
"""A figure's value, and between what it lies."""
World = Callable[[int], tuple[dict[str, Figure], dict[str, float]]]
Judged = Mapping[str, list[tuple[Bounds, float]]]
"""By figure: what was told, and what was true, world after world."""


def main() -> None:
    """Measure, and print the line."""
    society = _judged("the society", effect_society.measured, effect_society.at_length)
    network = _judged("the network", effect_network.measured, effect_network.at_length)
    tell(
        "effect",
        {
            **_figures(society),
            "undetected_error": _error(society["undetected"]),
            "network": _figures(network) | {"undetected_error": _error(network["undetected"])},
            "seeds": SEEDS,
            "second": _second(),
            **real_lives(),
        },
        beside={
            "Conway et al. 2017, 722 accounts": {"gone_48h": "more than 0.30", "gone within three months": 0.63},
            "Alexander 2017, 1,782 accounts": {"gone_50d": "most"},
        },
        limit={"coverage": [0.9, 0.99], "coverage over 2,000 seeds": [0.93, 0.97], "undetected_error": 0.2},
        seed=FIRST_SEED,
    )


def _second() -> dict[str, object]:
    """Say of societies of the second make, both ways in, how often the truth lay inside, was claimed, could not be told."""
    doing(f"the second make as tables, {SECOND} of each scenario")
    with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn")) as pool:
        tables = [
            row
            for rows in pool.map(second_judged.judged, second_judged.asked(SECOND, first=SECOND_SEED))
            for row in rows
        ]
    every = second_judged.asked(3, first=SECOND_SEED + 500)
    chosen = every[:: max(1, len(every) // max(STORIES, 1))][:STORIES]
    doing(f"the second make from its events on, {len(chosen)} stories")
    events = [row for asked in chosen for row in second_story.told(asked)[0]]
    return {
        "tables": {**second_judged.in_short(tables), "by_figure": second_judged.summary(tables)},
        "events": {**second_judged.in_short(events), "by_figure": second_judged.summary(events)},
    }


def _judged(what: str, measured: World, at_length: Callable[[int], dict[str, float]]) -> Judged:
    doing(f"{what}, at length")
    truths = at_length(LONG_SEED)
    doing(f"{what}, {SEEDS} times")
    with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn")) as pool:
        worlds = list(pool.map(measured, range(FIRST_SEED, FIRST_SEED + SEEDS), chunksize=5))
    rows: dict[str, list[tuple[Bounds, float]]] = {}
    for figures, own in worlds:
        for name, one in figures.items():
            true = own.get(name, truths.get(name))
            if true is not None and one.value is not None and one.low is not None and one.high is not None:
                rows.setdefault(name, []).append(((one.value, one.low, one.high), true))
    return rows


def _figures(judged: Judged) -> dict[str, object]:
    """Say for each figure how often the truth lay inside, how wide it was, how far off, and how often it was told."""
    return {
        "coverage": {name: _coverage(pairs) for name, pairs in judged.items()},
        "width": {name: _width(pairs) for name, pairs in judged.items()},
        "bias": {name: _bias(pairs) for name, pairs in judged.items()},
        "told": {name: len(pairs) for name, pairs in judged.items()},
    }


def _coverage(pairs: list[tuple[Bounds, float]]) -> float:
    return rounded(float(np.mean([low <= true <= high for (_, low, high), true in pairs])))


def _width(pairs: list[tuple[Bounds, float]]) -> float:
    return rounded(float(np.mean([high - low for (_, low, high), _ in pairs if np.isfinite(high)])))


def _bias(pairs: list[tuple[Bounds, float]]) -> float:
    return rounded(float(np.mean([value - true for (value, *_), true in pairs])))


def _error(pairs: list[tuple[Bounds, float]]) -> float:
    return rounded(float(np.median([abs(value / true - 1) for (value, *_), true in pairs if true > 0])))


if __name__ == "__main__":
    main()

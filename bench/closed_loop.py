"""The product against hands who come back and learn, beside acting on reports alone: the same platform, people and reviews."""

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from scipy.stats import beta

from bench.played_policy import EVERYTHING, REPORTS_ONLY, LoopSetting, PolicyOutcome, ReviewPolicy, play
from bench.report import doing, rounded, tell
from cautery.pipeline.installation.install import install
from cautery.simulator.adversary import Adversary
from cautery.simulator.world import WorldSize
from cautery.trials.following import half_life_h

SEEDS = (101, 102, 103)
"""Not those that the loop was written with (3, 4 and 5)."""
SETTING = LoopSetting(size=WorldSize(people=400, operators=8), days=8)
POLICIES = (REPORTS_ONLY, ReviewPolicy(name="with suspicion", suspicion=True), EVERYTHING)
SWEPT_SEED = 104
SWEPT = LoopSetting(size=WorldSize(people=240, operators=6), days=6)
HARD = SWEPT.adversary
SWEEP: Mapping[str, LoopSetting] = {
    "as assumed": SWEPT,
    "never say who they were": replace(SWEPT, adversary=replace(HARD, declares=0.0)),
    "keep half as much": replace(SWEPT, adversary=replace(HARD, keeps=0.5)),
    "half in reserve": replace(SWEPT, adversary=replace(HARD, reserve=0.5)),
    "back within hours, always": replace(SWEPT, adversary=replace(HARD, returns=1.0, return_h=3.0)),
    "learn twice as fast": replace(SWEPT, adversary=replace(HARD, drops=(0.4, 1.0))),
    "tire as in the literature": replace(SWEPT, adversary=Adversary(returns=0.8, returns_again=0.85, reserve=0.15)),
    "people err in a tenth": replace(SWEPT, errors=(0.10, 0.10)),
    "20 reviews a day": replace(SWEPT, reviews_a_day=20),
}


def main() -> None:
    begun = time.perf_counter()
    played = {policy.name: [_play(policy, SETTING, seed) for seed in SEEDS] for policy in POLICIES}
    whole, reports = played[EVERYTHING.name], played[REPORTS_ONLY.name]
    sweep = {name: _swept(setting) for name, setting in SWEEP.items()}
    figures = {
        **_summary(whole, reports),
        "policies": {name: _summary(outcomes, reports) for name, outcomes in played.items()},
        "by_seed": {
            str(seed): rounded(1 - one.reach_days / other.reach_days)
            for seed, one, other in zip(SEEDS, whole, reports, strict=True)
        },
        "sweep": sweep,
        "seconds": rounded(time.perf_counter() - begun),
    }
    limit = {"reach_days_reduction": 0.9, "half_life_h": 24, "wrong_per_1000": 1}
    tell("closed_loop", figures, beside={"reports only": _summary(reports, reports)}, limit=limit, seed=SEEDS[0])


def _play(policy: ReviewPolicy, setting: LoopSetting, seed: int) -> PolicyOutcome:
    doing(f"{policy.name}, seed {seed}")
    with TemporaryDirectory() as folder:
        outcome = play(install(Path(folder) / "home", name="loop.example"), policy, setting, seed=seed)
    doing(f"  {outcome}")
    return outcome


def _swept(setting: LoopSetting) -> Mapping[str, object]:
    reports, whole = (_play(policy, setting, SWEPT_SEED) for policy in (REPORTS_ONLY, EVERYTHING))
    return _summary([whole], [reports])


def _summary(outcomes: Sequence[PolicyOutcome], reports: Sequence[PolicyOutcome]) -> Mapping[str, object]:
    suspended, wrong = sum(one.suspended for one in outcomes), sum(one.wrong for one in outcomes)
    reached, otherwise = sum(one.reach_days for one in outcomes), sum(one.reach_days for one in reports)
    lived = tuple(life for one in outcomes for life in one.lived_h)
    half = half_life_h(lived)
    return {
        "reach_days_reduction": rounded(1 - reached / otherwise),
        "half_life_h": None if half is None else rounded(half),
        "returns": len(lived),
        "wrong_per_1000": rounded(1000 * wrong / suspended) if suspended else None,
        "wrong_per_1000_at_most": rounded(1000 * _at_most(wrong, suspended)),
        "suspended": suspended,
        "reviews_a_day": rounded(sum(one.reviews for one in outcomes) / sum(one.days for one in outcomes)),
    }


def _at_most(wrong: int, of: int) -> float:
    """Give the upper end of the 95 % interval of a share (Clopper-Pearson)."""
    upper = float(beta.ppf(0.975, wrong + 1, of - wrong)) if wrong < of else 1.0
    return 1.0 if math.isnan(upper) else upper


if __name__ == "__main__":
    main()

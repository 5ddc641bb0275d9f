"""The scenarios of the second generator: with an effect and without, each for one way of being misled."""

from dataclasses import replace

from bench.second_society import Scenario

_PLAIN = Scenario(name="plain")
# Back within minutes, with everybody who followed: a takedown that takes nothing.
_NOTHING = Scenario(
    name="nothing", returning=1.0, tiring=1.0, delay_days=0.01, delay_shape=1.0, regained=(1e6, 1.0), at_once=1.0
)

WITH = (
    _PLAIN,
    replace(_PLAIN, name="never_back", returning=0.0),
    replace(_PLAIN, name="few", hands=14, bystanders=40),
    replace(_PLAIN, name="many", hands=180, bystanders=200),
    replace(_PLAIN, name="heavy", tail=1.15, returning=0.4),
    replace(_PLAIN, name="quiet_unfound", finding=(0.015, 0.01), posts_a_day=1.2, hands=90),
    replace(_PLAIN, name="quick_unfound", finding=(0.12, 0.06), uneven=0.5, queue_days=6.0, hands=120, chosen="all"),
    replace(_PLAIN, name="careful_returns", hands=180, careful=0.4),
    replace(_PLAIN, name="within_hours", returning=1.0, tiring=1.0, delay_days=0.15, delay_shape=0.8),
    replace(_PLAIN, name="news_and_effect", news=((62.0, 2.5, 12.0),), returning=0.4),
    replace(_PLAIN, name="moving", hosts_move=0.7, handoff_after=0.25, returning=0.95),
    replace(_PLAIN, name="everybody", chosen="everybody", returning=0.4),
)
WITHOUT = (
    _NOTHING,
    replace(_NOTHING, name="nothing_few", hands=14, bystanders=40),
    replace(_NOTHING, name="nothing_heavy", tail=1.15),
    replace(_NOTHING, name="news_dies", chosen="all", news=((66.0, 3.0, 8.0),), topical=0.3),
    replace(_NOTHING, name="news_dies_everybody", chosen="everybody", news=((66.0, 3.0, 8.0),), topical=0.3),
    replace(_NOTHING, name="at_a_peak", chosen="peak", wander=0.8),
    replace(_NOTHING, name="seasons", season=0.8, chosen="all"),
    replace(_NOTHING, name="leave_anyway", leaves=1.0, chosen="all"),
)
LINKAGE = (1.0, 0.8, 0.6, 0.4, 0.2)

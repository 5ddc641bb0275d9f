"""What a takedown did, in one honest sentence: the surest thing that can be said, and what cannot be told yet.

By rules that were fixed before looking: the reach first, then returns; each with the number that it was measured on; a finding
only where its interval leaves out what it denies, and "at least" where some of what came later was not recognised.
"""

from collections.abc import Iterator, Mapping

from cautery.effect.figure import Figure, Measure, span

WIDE = 0.9
"""Width of a share's interval beyond which it says nothing."""
TIMES = 10.0
"""How many times its lower bound a ratio's upper bound may be."""


def sentence(measures: Mapping[str, Measure], *, accounts: int) -> str:
    """Say the result of a takedown, or of all that was done, for whoever reads nothing else."""
    if not accounts:
        return "No account has been suspended, so there is nothing to measure yet."
    number = f"{accounts} account{'' if accounts == 1 else 's'}"
    found = [*_reach(measures), *_back(measures), *_regained(measures)]
    if not found:
        return f"{number} suspended; the effect cannot be told yet: {_why(measures)}"
    return f"Of {number} suspended: {'; '.join((*found, *_untold(measures), *_taken_back(measures)))}."


def _reach(measures: Mapping[str, Measure]) -> Iterator[str]:
    lost = measures["reach"].figure("reach_lost")
    if lost.low is None or lost.high is None:
        return
    of = f"the reach of {_count(lost, 'operator')}"
    beside = f", compared with {measures['reach'].compared_with}"
    if lost.low > 0 and lost.value is None:
        yield f"at least {lost.low:.0%} of {of} was lost{beside}"
    elif lost.low > 0:
        less = ", or less if some returned undetected" if "at most so much" in lost.note else ""
        yield f"{lost.value:.0%} of {of} was lost{span(lost)}{less}{beside}"
    elif lost.high < 0:
        yield f"{of} did not fall: it is {-lost.high:.0%} or more above what would have been{beside}"


def _back(measures: Mapping[str, Measure]) -> Iterator[str]:
    back = measures["returns"].figure("returned_7d")
    if back.low is None or back.high is None:
        return
    of, soon = f"of {_count(back, 'suspension')}", "operators returned within 7 days after"
    more = ", or more if some returned undetected" if "at least so many" in back.note else ""
    if back.value is None and back.low >= 0.005:
        yield f"{soon} at least {back.low:.0%} {of} (up to {back.high:.0%} cannot be excluded)"
    elif back.value is not None and back.high - back.low < WIDE:
        yield f"{soon} {back.value:.0%} {of}{span(back)}{more}"


def _regained(measures: Mapping[str, Measure]) -> Iterator[str]:
    regained = measures["regain"].figure("regained_7d")
    if regained.value is not None and regained.low and regained.high and regained.high / regained.low <= TIMES:
        yield (
            f"{_count(regained, 'returned account')} had {regained.value:.0%} of the earlier accounts' followers"
            f"{span(regained)} after 7 days"
        )


def _untold(measures: Mapping[str, Measure]) -> Iterator[str]:
    """Name what is missing beside what was found, so that nobody takes the silence for good news."""
    if not any(_reach(measures)):
        yield "whether reach was lost cannot be told"
    if not any(_back(measures)):
        yield "how often operators returned cannot be told"


def _taken_back(measures: Mapping[str, Measure]) -> Iterator[str]:
    reversed_ = measures["collateral"].figure("reversed")
    if reversed_.value is not None:
        yield f"{reversed_.value:.1%} of {_count(reversed_, 'action')} reverted"


def _count(figure: Figure, what: str) -> str:
    number = len(figure.rows)
    return f"{number} {what}{'' if number == 1 else 's'}"


def _why(measures: Mapping[str, Measure]) -> str:
    return (
        measures["returns"].headline.note or measures["reach"].headline.note or "the intervals leave everything open."
    )

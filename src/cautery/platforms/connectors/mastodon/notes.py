"""Who wants which measure, as lines of a moderator's private note on an account; other lines are the moderator's own."""

from cautery.model.decision import Measure
from cautery.platforms.marks import MeasureMarks, read_marks


def noted(note: str, measure: Measure) -> MeasureMarks:
    """Read who wants a measure that is in force; without a line of ours, the platform's own people do."""
    begins = _begins(measure)
    for line in note.splitlines():
        if line.startswith(begins):
            return read_marks(line.removeprefix(begins))
    return MeasureMarks(theirs="")


def with_marks(note: str, measure: Measure, marks: MeasureMarks) -> str:
    """Write it; nothing is left of a measure that no action of ours wants."""
    begins = _begins(measure)
    lines = [line for line in note.splitlines() if not line.startswith(begins)]
    return "\n".join([*lines, begins + marks.written()] if marks.keys else lines)


def _begins(measure: Measure) -> str:
    return f"cautery {measure}: "

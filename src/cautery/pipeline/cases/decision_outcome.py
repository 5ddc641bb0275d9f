"""What became of decisions: what was said, about how many, and how far it is in force on the platform."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cautery.app import App
from cautery.model.action import Action, ActionReceipt
from cautery.model.decision import Decision
from cautery.store import actions


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionGroup:
    """One word of a person, which made one decision or, about a network, as many as it has members."""

    decision: Decision
    """The first of them."""
    about: int
    meant: tuple[tuple[Action, ActionReceipt | None], ...]
    """What was to happen, each with what became of it; None: not sent yet."""

    @property
    def by_state(self) -> Mapping[str, int]:
        """Count what stands in which state; 'waiting' is what was not sent yet."""
        return Counter(receipt.state if receipt else "waiting" for _, receipt in self.meant)

    @property
    def plan(self) -> str | None:
        """Name the takedown that carries it out, if one does."""
        return self.meant[0][0].plan if self.meant else None


def became(app: App, made: Sequence[Decision]) -> tuple[DecisionGroup, ...]:
    """Tell what became of a case's decisions, newest first."""
    words: list[list[Decision]] = []
    for decision in made:
        if words and _is_one_word(words[-1][0], decision):
            words[-1].append(decision)
        else:
            words.append([decision])
    with app.reading() as connection:
        return tuple(
            DecisionGroup(
                decision=word[0],
                about=len(word),
                meant=tuple(meant for one in word for meant in actions.of_decision(connection, one.id)),
            )
            for word in reversed(words)
        )


def _is_one_word(one: Decision, other: Decision) -> bool:
    said = ("at", "by", "measure", "clause", "reason")
    return one.about != other.about and all(getattr(one, name) == getattr(other, name) for name in said)

"""A policy: clauses with the measures that each allows, when suspicion becomes a case, how long an answer may take."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from cautery.errors import Invalid, Missing
from cautery.model.decision import ClauseText, Measure

Hours = Annotated[float, Meta(gt=0, le=24 * 366)]


class ClauseIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A clause in another language."""

    title: str
    text: str


class Clause(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is forbidden, and what may be done about it."""

    title: str
    text: str
    measures: tuple[Measure, ...]
    harm: Annotated[float, Meta(ge=0, le=1)] = 0.5
    """How bad it is, against the others: what is worse is looked at earlier."""
    reasons: Mapping[str, tuple[Annotated[str, Meta(min_length=1, max_length=2000)], ...]] = {}
    """Reasons to begin from when somebody decides under it, by language. Only a person sends one."""
    translated: Mapping[str, ClauseIn] = msgspec.field(name="in", default={})
    """Title and text in other languages, as account holders read them."""


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The house's rules. Nothing in it lets a machine decide about a person."""

    open_case_at_chance: Annotated[float, Meta(gt=0, lt=1)]
    answer_within_hours: Mapping[str, Hours]
    """By what opened the case: 'suspicion', 'return', 'restored', 'observed', or the kind of who complained."""
    clauses: Mapping[str, Clause] = msgspec.field(name="clause")

    def clause(self, name: str) -> Clause:
        """Give a clause by its name."""
        if name not in self.clauses:
            raise Missing(f"The policy has no clause '{name}'; it has: {', '.join(sorted(self.clauses))}.")
        return self.clauses[name]

    def clause_text(self, name: str | None, language: str = "en") -> ClauseText | None:
        """Give what a clause says today, to be kept with a decision; None for what is no clause of ours.

        Args:
            language: given in this one where the policy has it, and otherwise as it is written.
        """
        clause = self.clauses.get(name or "")
        said = None if clause is None else clause.translated.get(language, clause)
        return None if said is None else ClauseText(title=said.title, text=said.text)

    def reasons_in(self, language: str | None) -> Mapping[str, tuple[str, ...]]:
        """Give the reasons to begin from, by clause: in a language where there are some, else in English."""
        spoken = (language or "en").partition("-")[0].lower()
        found = {
            name: clause.reasons.get(spoken) or clause.reasons.get("en", ()) for name, clause in self.clauses.items()
        }
        return {name: reasons for name, reasons in found.items() if reasons}

    def harm_of(self, name: str | None) -> float | None:
        """Say how bad it is to break a clause; None for what is no clause of ours."""
        clause = self.clauses.get(name or "")
        return None if clause is None else clause.harm

    def hours(self, opened_by: str) -> float:
        """Say how long an answer may take, in hours."""
        return self.answer_within_hours.get(opened_by, self.answer_within_hours["suspicion"])


def read_policy(path: Path | None) -> Policy:
    """Read a policy file; None: the shipped one."""
    if path is None:
        text = files("cautery.policy.house").joinpath("default.toml").read_text(encoding="utf-8")
        return _policy(text, "the shipped policy")
    try:
        return _policy(path.read_text(encoding="utf-8"), f"'{path}'")
    except (OSError, UnicodeDecodeError) as error:
        raise Missing(f"The policy '{path}' cannot be read: {error}.") from None


def _policy(text: str, where: str) -> Policy:
    try:
        policy = msgspec.convert(tomllib.loads(text), type=Policy)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise Invalid(f"The policy in {where} is wrong: {error}.") from None
    if "suspicion" not in policy.answer_within_hours:
        raise Invalid(f"The policy in {where} does not say 'suspicion' under [answer_within_hours].")
    return policy

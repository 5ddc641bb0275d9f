"""Learns weights, calibration and thresholds from decisions, and says how well, and whom it would wrong.

For each source of decisions, everything is learnt again without that source and asked about it: what a classifier does on
people whom it has never met is the only thing worth knowing about it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cautery.engine.accounts import frame_of
from cautery.model.account import Account
from cautery.suspicion.dossier import Dossier
from cautery.suspicion.evidence import History, Readings, around, dossiers_of, read_all
from cautery.suspicion.fitted import FittedModel
from cautery.suspicion.learn import Corpus, Example, learn_halves, read_apart, share_of
from cautery.suspicion.lookup import users_among
from cautery.suspicion.measures import (
    HeldOutSource,
    ScoredAccount,
    Scores,
    calibration_error,
    judge,
    nothing_to_say,
    threshold_at,
)
from cautery.suspicion.mixing import Mixing, TrainingRow, learn_mixing, total_bits
from cautery.suspicion.snapshot import Users, take_snapshot
from cautery.suspicion.suspects import SuspicionModel, raw_bits, suspect
from cautery.suspicion.voices import AccountVoice, voices_of
from cautery.suspicion.weights import shipped_weights
from cautery.suspicion.words import script_of

MOST_UNDECIDED = 3000
"""Undecided accounts that are learnt from; more would only take longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledAccount:
    """A person's decision, as far as learning needs it."""

    about: Account
    violating: bool
    source: str
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedChannel:
    """What a channel may say."""

    channel: str
    weight: float
    cap_bits: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How far shown chances are from shares that hold, among decided accounts, read by parts that did not know them."""

    prior_inside: float
    """Chance of an account around confirmed ones of which nothing else is known."""
    prior_outside: float
    error: float | None
    """Expected error over chances above 0.1, bins of equal mass."""
    threshold_p95: float | None
    """The chance above which 95 % of decided accounts were violating."""
    decided: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FitReport:
    """What was learnt, and how well it does on who was left out."""

    channels: tuple[FittedChannel, ...]
    calibration: Calibration
    left_out: tuple[HeldOutSource, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a fit learns from, read once: the accounts' voices, and texts that stand for accounts."""

    history: History
    decided: tuple[LabelledAccount, ...]
    voices: Mapping[Account, AccountVoice]
    undecided: tuple[AccountVoice, ...]
    texts: tuple[Example, ...]
    corpus: Corpus
    dossiers: Mapping[Account, Dossier]
    """Of the decided accounts."""
    users: Users
    population: int


def gather(
    history: History, decided: Sequence[LabelledAccount], everyone: Sequence[Account], texts: Sequence[Example]
) -> Material:
    """Read what a fit learns from. Of the undecided a fixed sample is taken, by their names."""
    names = {one.about for one in decided}
    undecided = sorted(set(everyone) - names, key=lambda about: share_of(about, 2**31))[:MOST_UNDECIDED]
    dossiers = dossiers_of(history)
    voices = {voice.about: voice for voice in voices_of(history.posts, frame_of([*names, *undecided]))}
    return Material(
        history=history,
        decided=tuple(sorted(decided, key=lambda one: one.about)),
        voices=voices,
        undecided=tuple(voices[about] for about in sorted(undecided)),
        texts=tuple(texts),
        corpus=Corpus([*voices.values(), *(example.voice for example in texts)]),
        dossiers={about: dossiers.get(about, Dossier(about=about)) for about in names},
        users=users_among(dossiers.values()),
        population=len(everyone),
    )


def fit(material: Material, *, progress: Callable[[str], None] = lambda _: None) -> tuple[FittedModel, FitReport]:
    """Learn from all decisions, then once more without each source."""
    progress("learning from every decision")
    fitted, scores = learn(material, material.decided)
    left_out = []
    for source in sorted({one.source for one in material.decided}):
        progress(f"learning without {source}")
        left_out.append(leave_out(material, source))
    mixing = fitted.mixing
    return fitted, FitReport(
        channels=tuple(
            FittedChannel(channel=name, weight=mixing.weights[name], cap_bits=mixing.caps[name])
            for name in sorted(mixing.weights)
        ),
        calibration=Calibration(
            prior_inside=mixing.prior_inside,
            prior_outside=mixing.prior_outside,
            error=calibration_error(scores),
            threshold_p95=threshold_at(scores, precision=0.95),
            decided=mixing.decided,
        ),
        left_out=tuple(left_out),
    )


def learn(material: Material, decided: Sequence[LabelledAccount]) -> tuple[FittedModel, Scores]:
    """Learn from some decisions; gives also the decided accounts' chances, by parts that did not know them."""
    examples = [Example(voice=material.voices[one.about], violating=one.violating) for one in decided]
    learnt_from = {one.about for one in decided}
    others = [material.voices[one.about] for one in material.decided if one.about not in learnt_from]
    undecided = [*material.undecided, *others]
    readings = _readings(material, decided)
    inside = around(readings)
    apart = read_apart(examples, undecided, material.corpus, texts=material.texts)
    rows = [
        TrainingRow(raw=raw, texts=texts, inside=example.voice.about in inside, violating=example.violating)
        for example in examples
        for raw, texts in (raw_bits(example.voice, readings, apart[example.voice.about]),)
    ]
    mixing = learn_mixing(rows, shipped_weights(), population=material.population)
    halves = learn_halves([*examples, *material.texts], undecided, material.corpus)
    return FittedModel(halves=halves, mixing=mixing), _scores(mixing, rows)


def leave_out(material: Material, source: str) -> HeldOutSource:
    """Learn without a source and ask about it, beside decided accounts of the other kind that were left out too.

    A source that holds only benign accounts is asked about beside the violating ones: these fall into two halves by
    their names, and each half is left out together with the source once.
    """
    own = [one for one in material.decided if one.source == source]
    rest = [one for one in material.decided if one.source != source]
    if not any(one.violating for one in rest):
        return nothing_to_say(source, "no violating account is left to learn from when this source is left out")
    if all(one.violating for one in rest):
        return nothing_to_say(source, "no benign account is left to learn from when this source is left out")
    judged: list[ScoredAccount] = []
    for tested in _to_ask_about(own, rest):
        judged += _ask(material, [one for one in rest if one not in tested], tested)
    if {one.violating for one in judged} != {True, False}:
        return nothing_to_say(source, "there are not both violating and benign accounts to ask about")
    return judge(source, judged)


def _to_ask_about(own: Sequence[LabelledAccount], rest: Sequence[LabelledAccount]) -> Iterator[list[LabelledAccount]]:
    """Give the accounts to leave out, once where the source holds both kinds, and else with each half of the other kind."""
    kinds = {one.violating for one in own}
    if len(kinds) == 2:
        yield list(own)
        return
    for half in (0, 1):
        yield [*own, *(one for one in rest if one.violating not in kinds and share_of(one.about, 2) == half)]


def _ask(
    material: Material, decided: Sequence[LabelledAccount], tested: Sequence[LabelledAccount]
) -> Iterable[ScoredAccount]:
    if {one.violating for one in decided} != {True, False} or not tested:
        return []
    fitted, _ = learn(material, decided)
    readings = _readings(material, decided)
    ways = SuspicionModel(halves=fitted.halves, mixing=fitted.mixing)
    chances = {s.about: s.chance for s in suspect(material.history, readings, [one.about for one in tested], ways=ways)}
    return [
        ScoredAccount(
            chance=chances[one.about],
            violating=one.violating,
            source=one.source,
            group=one.group,
            language=_language(material.voices[one.about]),
        )
        for one in tested
    ]


def _readings(material: Material, decided: Sequence[LabelledAccount]) -> Readings:
    removed = [material.dossiers[one.about] for one in decided if one.violating]
    snapshot = take_snapshot("", removed, material.users, population=material.population)
    return read_all(material.dossiers.values(), snapshot, matcher=None)


def _scores(mixing: Mixing, rows: Sequence[TrainingRow]) -> Scores:
    return [(mixing.chance(total_bits(mixing, row), inside=row.inside), row.violating) for row in rows]


def _language(voice: AccountVoice) -> str:
    scripts = [script for script in map(script_of, voice.spelled) if script]
    return max(sorted(set(scripts)), key=scripts.count) if scripts else "other"

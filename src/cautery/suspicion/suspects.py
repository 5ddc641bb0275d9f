"""Names the accounts that deserve a look, strongest first, each with its reasons in bits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cautery.engine.accounts import frame_of
from cautery.model.account import Account
from cautery.model.suspicion import Reason, Suspicion
from cautery.suspicion.evidence import ChannelEvidence, History, Readings, around
from cautery.suspicion.fitted import FittedModel
from cautery.suspicion.learn import TextParts, share_of, shipped_parts
from cautery.suspicion.mixing import Mixing, shipped_mixing
from cautery.suspicion.stance import stances
from cautery.suspicion.voices import AccountVoice, voices_of
from cautery.suspicion.weights import shipped_weights

LEAST_BITS = 0.05
"""What says less than this is not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspicionModel:
    """How accounts are read and weighed: as shipped, or as learnt."""

    halves: tuple[TextParts, TextParts]
    mixing: Mixing

    def parts_for(self, about: Account) -> TextParts:
        """Give the parts that did not learn from this account."""
        return self.halves[share_of(about, 2)]


def ways_of(fitted: FittedModel | None) -> SuspicionModel:
    """Take what was learnt, or the shipped weights where nothing was."""
    if fitted is None:
        return SuspicionModel(halves=(shipped_parts(), shipped_parts()), mixing=shipped_mixing(shipped_weights()))
    return SuspicionModel(halves=fitted.halves, mixing=fitted.mixing)


def suspect(
    history: History, readings: Readings, accounts: Sequence[Account], *, ways: SuspicionModel
) -> tuple[Suspicion, ...]:
    """Weigh what is known of some accounts; strongest first, then by name."""
    inside = around(readings)
    voices = {voice.about: voice for voice in voices_of(history.posts, frame_of(accounts))}
    found = [weigh(voices[about], readings, inside=about in inside, ways=ways) for about in accounts]
    return tuple(sorted(found, key=lambda suspicion: (-suspicion.chance, suspicion.about)))


def candidates(readings: Readings, *, but: frozenset[Account]) -> tuple[Account, ...]:
    """Name whom to score: those around confirmed accounts, but for those whom people have decided. Never a whole platform."""
    return tuple(sorted(around(readings) - but))


def raw_bits(voice: AccountVoice, readings: Readings, parts: TextParts) -> tuple[dict[str, float], int]:
    """Give each channel's own bits for an account, before weights and caps, and in how many texts wording was read.

    Silent channels are left out.
    """
    raw = {channel: of[voice.about].bits for channel, of in readings.items() if voice.about in of}
    stance, (wording, texts) = float(parts.stance_bits(voice).sum()), parts.wording_bits(voice)
    return raw | ({"stance": stance} if stance else {}) | ({"wording": wording} if texts else {}), texts


def weigh(voice: AccountVoice, readings: Readings, *, inside: bool, ways: SuspicionModel) -> Suspicion:
    """Weigh one account by what its channels say and how it writes."""
    parts, mixing = ways.parts_for(voice.about), ways.mixing
    raw, texts = raw_bits(voice, readings, parts)
    weighed = {channel: mixing.bits(channel, bits, texts=texts) for channel, bits in raw.items()}
    reasons = [
        Reason(channel=channel, bits=bits, says=says.says, evidence=says.evidence)
        for channel, bits in weighed.items()
        if abs(bits) >= LEAST_BITS
        for says in (_says(channel, voice, readings, parts, bits),)
    ]
    total = sum(weighed.values())
    return Suspicion(
        about=voice.about,
        chance=mixing.chance(total, inside=inside),
        bits=total,
        reasons=tuple(sorted(reasons, key=lambda reason: (-abs(reason.bits), reason.channel))),
        neighbourhood=inside,
    )


def _says(channel: str, voice: AccountVoice, readings: Readings, parts: TextParts, bits: float) -> ChannelEvidence:
    if channel == "stance":
        return _stance_says(voice, parts)
    if channel == "wording":
        return _wording_says(voice, parts, bits)
    return readings[channel][voice.about]


def _stance_says(voice: AccountVoice, parts: TextParts) -> ChannelEvidence:
    """Tell the ways of speaking that weigh most, and in how many posts they are found."""
    bits = parts.stance_bits(voice)
    strongest = [i for i in np.argsort(-np.abs(bits), kind="stable") if abs(bits[i]) >= LEAST_BITS][:4]
    hits = np.array(voice.stances, dtype=bool)
    told = [f"{stances()[i].says}: {int(hits[:, i].sum())} of {len(hits)} posts" for i in strongest]
    rows = np.flatnonzero(hits[:, strongest].any(axis=1))[:20] if strongest else ()
    return ChannelEvidence(bits=0.0, says="; ".join(told), evidence=tuple(voice.posts[row] for row in rows))


def _wording_says(voice: AccountVoice, parts: TextParts, bits: float) -> ChannelEvidence:
    words = ", ".join(f"'{word}'" for word in parts.telling(voice)[:5])
    if bits > 0:
        return ChannelEvidence(
            bits=bits, says=f"writes as removed accounts wrote: {words}", evidence=_with_words(voice, parts)
        )
    but = f", though it too writes {words}" if words else ""
    return ChannelEvidence(bits=bits, says=f"writes unlike removed accounts{but}", evidence=())


def _with_words(voice: AccountVoice, parts: TextParts) -> tuple[str, ...]:
    words = [f" {word} " for word in parts.telling(voice)[:5]]
    return tuple(_posts_with(voice, words))[:20]


def _posts_with(voice: AccountVoice, words: Sequence[str]) -> Iterator[str]:
    for post, spelled in zip(voice.posts, voice.spelled, strict=True):
        if any(word in f" {spelled} " for word in words):
            yield post

"""Compares a newcomer with the accounts of the bank that it has something rare in common with, channel by channel, in
bits.

A value that both have weighs log2(p/u + 1 - p) bits: p is the chance that a hand keeps it, u the share of accounts
that have it (Fellegi & Sunter 1969, adjusted for rarity). Where both have a channel and nothing in common it speaks
against, by log2(1 - p). A channel that is missing on either side says nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2

import numpy as np
from numpy.typing import NDArray

from cautery.signals.fold import fold
from cautery.suspicion.operators.bank import (
    ACCESS_KEPT,
    ENTRIES_KEPT,
    MOST_SHARING,
    Bank,
    Positions,
    TraitLookup,
    asked_of,
    bands,
)
from cautery.suspicion.operators.channels import Channels, ReturnDelay, TraitChannel
from cautery.suspicion.operators.frames import own_texts
from cautery.suspicion.operators.keys import key_of
from cautery.suspicion.operators.portrait import ACCESS, AccountPortrait
from cautery.suspicion.operators.scenes import FAMILIES, TOGETHER, family_of, who_is
from cautery.suspicion.operators.spelling import respelled, skeleton
from cautery.suspicion.operators.writing import MEASURES, AccountWriting, WritingSimilarity, compare_writing

MOST_CANDIDATES = 24
"""Accounts of the bank that a newcomer is compared with in full, by the rare values that they share."""
MOST_ALIKE = 24
"""And by how they write."""
STRONGEST = 5
"""Shared values of one channel that count."""
FURTHER = 0.6
"""What each further shared value of a channel counts: they come together."""
SAME_PICTURE = 31
"""Bits of 256 in which two pictures may differ."""
BESIDE_DAYS = 14.0
"""Days that two accounts must have been there together before it counts whole against one hand."""
SAME: Mapping[str, str] = {"email": "mailbox", "ip": "ip_prefix"}
"""Two ways of telling one trait: as it was written, and what it reaches."""
AT_ONCE = 64
"""Newcomers whose writing is compared at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelFinding:
    """What one channel says about a newcomer and one removed account."""

    channel: str
    bits: float
    shared: tuple[TraitLookup, ...] = ()
    """The newcomer's values that both have, rarest first."""
    others: int = 0
    """How many further accounts have the rarest of them; of writing: how many own texts the newcomer has."""
    texts: int = 0
    """Of writing: how many own texts the removed account has."""
    days: int | None = None
    """Of the delay: days from the removal until the newcomer began; below 0 where it was there before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that is found between a newcomer and one removed account, before it is added up."""

    position: int
    findings: tuple[ChannelFinding, ...]
    rivals: Mapping[str, int] = field(default_factory=dict)
    """By family, and together: how many others share as much with that removed account."""


def own_words(portrait: AccountPortrait, bank: Bank) -> AccountWriting:
    """Give what an account wrote itself: what is a copy of something a removed account posted shows nobody's hand."""
    texts = [
        one.text
        for one in portrait.written
        if not bank.find(np.array([key_of("passages", passage) for passage in one.passages], dtype=np.int64))[0].any()
    ]
    return AccountWriting(texts=own_texts(texts, bank.several), times=portrait.times)


def compare_each(
    newcomers: Sequence[AccountPortrait], bank: Bank, channels: Channels
) -> Iterable[tuple[AccountPortrait, tuple[Comparison, ...]]]:
    """Compare newcomers with the bank, in their order."""
    for begin in range(0, len(newcomers), AT_ONCE):
        some = newcomers[begin : begin + AT_ONCE]
        words = [own_words(one, bank) for one in some]
        writers = [at for at, one in enumerate(words) if one.texts]
        alike = compare_writing([words[at] for at in writers], bank.writers, channels.writing) if writers else None
        rows = dict(zip(writers, range(len(writers)), strict=True))
        for at, portrait in enumerate(some):
            yield portrait, compare(portrait, bank, channels, alike=alike, row=rows.get(at))


def compare_with(portrait: AccountPortrait, bank: Bank, channels: Channels, *, position: int) -> Comparison:
    """Compare one account with one of the bank, whatever they have in common."""
    words = own_words(portrait, bank)
    alike = compare_writing([words], bank.writers, channels.writing) if words.texts else None
    [found] = compare(portrait, bank, channels, alike=alike, row=None if alike is None else 0, only=position)
    return found


def compare(
    portrait: AccountPortrait,
    bank: Bank,
    channels: Channels,
    *,
    alike: WritingSimilarity | None = None,
    row: int | None = None,
    only: int | None = None,
) -> tuple[Comparison, ...]:
    """Compare one newcomer with the bank; itself is left out.

    Args:
        alike: how newcomers write, compared with all the bank; `row` is this one's place in it, None when it wrote nothing.
        only: the one place in the bank to compare with; None finds whom to compare with.
    """
    asked = asked_of(portrait)
    keys = np.array(sorted(asked), dtype=np.int64)
    found, at = bank.find(keys)
    rarity = _rarity(bank, [asked[key].channel for key in keys.tolist()], found, at)
    writing = alike.bits[row] if alike is not None and row is not None else None
    candidates = _candidates(bank, found, at, rarity, writing) if only is None else np.array([only], dtype=np.int64)
    shared = _shared(bank, candidates, keys)
    names = _Names(portrait, bank)
    days = _days(portrait, bank, candidates)
    delays = _delays(days, bank, candidates, channels.delay)
    worth = {
        family: np.array(
            [rarity[k] if family_of(asked[key].channel) == family else 0.0 for k, key in enumerate(keys.tolist())]
        )
        for family in FAMILIES
    }
    me = who_is(portrait.about)
    counted = int(bank.scenes.is_counted(me))
    return tuple(
        Comparison(
            position=position,
            rivals=_rivals(bank, position, {family: float(of[shared[n]].sum()) for family, of in worth.items()}, me),
            findings=(
                *_values(
                    portrait,
                    bank,
                    position,
                    channels,
                    [(asked[int(keys[k])], rarity[k], int(bank.users[at[k]]) - 1 - counted) for k in shared[n]],
                ),
                *names.findings(position, channels.channel),
                *_picture(portrait, bank, position, channels.channel["avatar"]),
                *_writing(alike, row, position),
                ChannelFinding(
                    channel="delay", bits=float(delays[n]), days=None if np.isnan(days[n]) else int(days[n])
                ),
            ),
        )
        for n, position in enumerate(candidates.tolist())
        if bank.entries[position].about != portrait.about and bank.entries[position].age(portrait) <= ENTRIES_KEPT
    )


def _rivals(bank: Bank, position: int, scores: Mapping[str, float], me: int) -> Mapping[str, int]:
    """Count how many others share as much with a removed account, by family and altogether."""
    sums = {**scores, TOGETHER: sum(scores.values())}
    return {family: bank.scenes.rivals(family, position, score, me=me) for family, score in sums.items()}


def _rarity(bank: Bank, names: Sequence[str], found: NDArray[np.bool_], at: Positions) -> NDArray[np.float64]:
    """Give what sharing each asked key is worth, in bits."""
    rarity = np.zeros(len(names))
    channels = np.array(names, dtype=object)
    for channel in sorted({names[k] for k in np.flatnonzero(found).tolist()}):
        of = np.flatnonzero(found & (channels == channel))
        rarity[of] = bank.bits_of(channel, at[of])
    return rarity


def _candidates(
    bank: Bank,
    found: NDArray[np.bool_],
    at: Positions,
    rarity: NDArray[np.float64],
    writing: NDArray[np.float64] | None,
) -> Positions:
    """Find whom to compare with: those who share the rarest values, and those who write most alike."""
    held = bank.starts[at + 1] - bank.starts[at] if len(bank.keys) else np.zeros(len(at), dtype=np.int64)
    leads = np.flatnonzero(found & (held <= MOST_SHARING))
    lists = [bank.holders[bank.starts[at[k]] : bank.starts[at[k] + 1]] for k in leads]
    holders, inverse = np.unique(np.concatenate([*lists, np.zeros(0, dtype=np.int64)]), return_inverse=True)
    weights = np.bincount(inverse, weights=np.repeat(rarity[leads], held[leads]), minlength=len(holders))
    best = holders[np.argsort(-weights, kind="stable")[:MOST_CANDIDATES]]
    if writing is None:
        return np.sort(best)
    closest = np.argpartition(-writing, min(MOST_ALIKE, len(writing) - 1))[:MOST_ALIKE]
    return np.union1d(best, closest[writing[closest] != 0.0])


def _shared(bank: Bank, candidates: Positions, keys: NDArray[np.int64]) -> list[list[int]]:
    """Give, for each candidate, the places of the asked keys that it has."""
    theirs = [bank.keys_of(position) for position in candidates.tolist()]
    joined = np.concatenate([*theirs, np.zeros(0, dtype=np.int64)])
    if not len(keys):
        return [[] for _ in theirs]
    at = np.minimum(np.searchsorted(keys, joined), len(keys) - 1)
    owner = np.repeat(np.arange(len(theirs)), [len(one) for one in theirs])
    met = keys[at] == joined
    shared: list[list[int]] = [[] for _ in theirs]
    for n, k in zip(owner[met].tolist(), at[met].tolist(), strict=True):
        shared[n].append(k)
    return shared


def _values(
    portrait: AccountPortrait,
    bank: Bank,
    position: int,
    channels: Channels,
    shared: Sequence[tuple[TraitLookup, float, int]],
) -> Iterable[ChannelFinding]:
    """Weigh what both have, and what both have of their own."""
    by_channel: dict[str, list[tuple[float, TraitLookup]]] = {}
    others: dict[TraitLookup, int] = {}
    for asked, rarity, further in shared:
        if asked.channel in channels.channel:
            keeps = channels.channel[asked.channel].persists
            others[asked] = max(0, further)
            by_channel.setdefault(asked.channel, []).append((log2(keeps * 2**rarity + 1 - keeps), asked))
    entry = bank.entries[position]
    said = _said_already(by_channel)
    too_late = ACCESS if entry.age(portrait) > ACCESS_KEPT else ()
    for name, channel in channels.channel.items():
        if name in too_late or name in said:
            continue
        if name in by_channel:
            strongest = _once_an_item(sorted(by_channel[name], key=lambda one: (-one[0], one[1].value)))[:STRONGEST]
            bits = strongest[0][0] + FURTHER * sum(max(0.0, one) for one, _ in strongest[1:])
            told = tuple(one for _, one in strongest)
            yield ChannelFinding(channel=name, bits=min(bits, channel.most_bits), shared=told, others=others[told[0]])
        elif name in entry.channels and (own := _own(portrait, name)):
            yield ChannelFinding(channel=name, bits=log2(1 - channel.persists) * own)


def _said_already(shared: Collection[str]) -> frozenset[str]:
    """Name the channels that say again what another one says: a mailbox beside its address, a line beside its address."""
    return frozenset(fine if coarse in shared and fine not in shared else coarse for fine, coarse in SAME.items())


def _once_an_item(ordered: Sequence[tuple[float, TraitLookup]]) -> list[tuple[float, TraitLookup]]:
    """Keep the strongest value of each item: what stands in one post was shared at once."""
    first: dict[str, tuple[float, TraitLookup]] = {}
    for one in ordered:
        first.setdefault(one[1].item, one)
    return list(first.values())


def _own(portrait: AccountPortrait, channel: str) -> float:
    """Say how much it means that nothing of a channel is shared: 1 where there is one value, less where many are to come."""
    if channel == "bio":
        return float(bool(portrait.bio))
    count = len(portrait.values.get(channel, ()))
    return (
        count / (count + 5)
        if channel in ("follows", "circle", "links", "media", "passages", "hashtags", "hosts")
        else float(count > 0)
    )


class _Names:
    """A newcomer's names, ready to be compared with earlier ones."""

    def __init__(self, portrait: AccountPortrait, bank: Bank) -> None:
        self._bank = bank
        self._names = {"handle": fold(portrait.handle), "display_name": fold(portrait.display_name)}
        self._costs = {channel: bank.spelling.cost(name) for channel, name in self._names.items()}
        self._skeletons = {channel: skeleton(name) for channel, name in self._names.items()}
        self._item = portrait.about.id

    def findings(self, position: int, channels: Mapping[str, TraitChannel]) -> Iterable[ChannelFinding]:
        """Compare each name with the earlier one of its kind."""
        entry = self._bank.entries[position]
        for channel, earlier, reduced in (
            ("handle", entry.handle, entry.skeletons[0]),
            ("display_name", entry.display_name, entry.skeletons[1]),
        ):
            new, keeps = self._names[channel], channels[channel].persists
            if new and earlier:
                gained = min(
                    respelled(new, self._costs[channel], earlier), self._rarity(self._skeletons[channel], reduced)
                )
                bits = log2(keeps * 2 ** min(gained, 40.0) + 1 - keeps)
                told = TraitLookup(channel=channel, value=earlier, item=self._item)
                yield ChannelFinding(
                    channel=channel, bits=min(bits, channels[channel].most_bits), shared=(told,) if bits > 0 else ()
                )

    def _rarity(self, new: str, earlier: str) -> float:
        """Bound what a name's skeleton says by how many have it, whatever its spelling."""
        if new != earlier:
            return float("inf")
        found, at = self._bank.find(np.array([key_of("name", new)], dtype=np.int64))
        return float(self._bank.bits_of("name", at)[0]) if found[0] else float("inf")


def _picture(portrait: AccountPortrait, bank: Bank, position: int, channel: TraitChannel) -> Iterable[ChannelFinding]:
    """Compare pictures; a picture that many have in nearly this form says little."""
    ours, theirs = portrait.avatar, bank.entries[position].avatar
    if len(ours) != 64 or len(theirs) != 64:
        return
    if (int(ours, 16) ^ int(theirs, 16)).bit_count() > SAME_PICTURE:
        yield ChannelFinding(channel="avatar", bits=log2(1 - channel.persists))
        return
    parts = np.array([key_of("picture", band) for band in bands(ours)], dtype=np.int64)
    found, at = bank.find(parts)
    rarity = float(np.median(bank.bits_of("picture", at[found]))) if found.any() else channel.most_bits
    bits = log2(channel.persists * 2**rarity + 1 - channel.persists)
    told = TraitLookup(channel="avatar", value=theirs, item=portrait.about.id)
    yield ChannelFinding(channel="avatar", bits=min(bits, channel.most_bits), shared=(told,))


def _writing(alike: WritingSimilarity | None, row: int | None, position: int) -> Iterable[ChannelFinding]:
    if alike is not None and row is not None and alike.bits[row, position]:
        strongest = max(MEASURES, key=lambda name: float(alike.above[name][row, position]))
        told = TraitLookup(channel="writing", value=strongest, item="")
        yield ChannelFinding(
            channel="writing",
            bits=float(alike.bits[row, position]),
            shared=(told,),
            others=int(alike.texts[row]),
            texts=int(alike.bank_texts[position]),
        )


def _days(portrait: AccountPortrait, bank: Bank, candidates: Positions) -> NDArray[np.float64]:
    """Give the days from each removal until the newcomer began; no numbers where that is not known."""
    if portrait.begins is None:
        return np.full(len(candidates), np.nan)
    return np.asarray(portrait.begins.timestamp() / 86400 - bank.removal_days[candidates])


def _delays(days: NDArray[np.float64], bank: Bank, candidates: Positions, delay: ReturnDelay) -> NDArray[np.float64]:
    """Weigh the time between a removal and the newcomer's beginning, against how the bank's removals lie in time.

    A life beside the removed account speaks against one hand, the more the longer both were there.
    """
    if not len(candidates) or np.isnan(days).any():
        return np.zeros(len(candidates))
    removed = bank.removal_days
    median = delay.median_days
    back = (1 - delay.before) * median / (median + np.maximum(days, 0.0)) ** 2
    ordered = np.sort(removed)
    near = 30.0
    around = np.searchsorted(ordered, removed[candidates] + near) - np.searchsorted(ordered, removed[candidates] - near)
    usual = (around + 1) / (len(removed) + 2) / (2 * near)
    after = np.clip(np.log2(back / usual), -delay.most_bits, delay.most_bits)
    beside = log2(delay.before) * np.minimum(1.0, np.maximum(-days, 0.0) / BESIDE_DAYS)
    return np.asarray(np.where(days >= 0, after, np.maximum(beside, -delay.most_against)))

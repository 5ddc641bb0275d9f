"""Who is recognised as a removed hand that came back, how soon, and which innocent people are named.

Real accounts: each pack's second halves are asked about against a bank of the first halves, and a third of them
at a time as innocent newcomers, with their first halves left out. Simulated: a crowd of `SIZE` removed accounts and
`ARRIVALS` sign-ups, told by `bench/crowd`, which knows nothing of how it is recognised.
"""

import csv
import gzip
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec
import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bench.crowd.arrivals import Arrival, Kind
from bench.crowd.crowd import Crowd, CrowdSize, crowd
from bench.report import counted, data, doing, rounded, tell
from cautery.model.account import Account
from cautery.model.event import AccountCreated, AnyEvent, FollowCreated, PostCreated
from cautery.model.operator import OperatorLink
from cautery.pipeline.detection.newcomers import Newcomers
from cautery.suspicion.measures import calibration_error
from cautery.suspicion.operators.bank import Bank, Removed, build_bank
from cautery.suspicion.operators.channels import shipped_channels
from cautery.suspicion.operators.compare import Comparison, compare_each
from cautery.suspicion.operators.learn import learn_shares
from cautery.suspicion.operators.linkage import Threshold, links_of, threshold_of, with_shares
from cautery.suspicion.operators.portrait import ACCESS, AccountPortrait

SIZE, ARRIVALS = int(os.environ.get("SIZE", "100000")), int(os.environ.get("ARRIVALS", "5000"))
SEED = 20161
SHARES: Mapping[Kind, float] = {
    "return": 0.25,
    "innocent": 0.40,
    "benign_return": 0.075,
    "shared_address": 0.075,
    "framed": 0.20,
}
STAGES = (0, 1, 3, 10)
"""Posts after which everybody is asked about; before the first there are the sign-up and its first follows."""
CHANNELS = shipped_channels()
LEFT_OUT: Mapping[str, frozenset[str]] = {
    "device_and_network": frozenset(ACCESS),
    "presentation": frozenset({"handle", "display_name", "bio", "avatar"}),
    "company": frozenset({"follows", "circle", "declared"}),
    "material": frozenset({"links", "handoffs", "media", "passages", "hashtags", "hosts"}),
    "writing": frozenset({"writing"}),
}
WAYS: Mapping[str, frozenset[str]] = {
    "": frozenset(),
    "style_only": frozenset(CHANNELS.channel) | {"delay"},
    "text_and_time_only": LEFT_OUT["material"] | LEFT_OUT["company"] | LEFT_OUT["presentation"],
}
"""What is left out, by the name of the way."""
Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One account that was asked about: its links, and which of them are right."""

    name: str
    links: tuple[OperatorLink, ...]
    right: tuple[bool, ...]


def main() -> None:
    """Measure, and print the line."""
    families = family_figures()
    telegram, telegram_20 = (pack_figures("telegram", posts) for posts in (None, 20))
    ira, ira_20 = (pack_figures("ira", posts) for posts in (None, 20))
    simulated, beside = crowd_figures()
    tell(
        "returns",
        {
            **families,
            "telegram_rank1": telegram["rank1"],
            "telegram_rank10": telegram["rank10"],
            "telegram_recall_at_1pct": telegram["recall_at_1pct"],
            "telegram_20_rank1": telegram_20["rank1"],
            "ira_rank1": ira["rank1"],
            "ira_rank10": ira["rank10"],
            "ira_recall_at_1pct": ira["recall_at_1pct"],
            **simulated,
            "packs": {"telegram": telegram, "telegram_20": telegram_20, "ira": ira, "ira_20": ira_20},
        },
        beside=beside
        | {
            name: {way: pack[way] for way in ("style_only", "text_and_time_only")}
            for name, pack in (("telegram", telegram), ("ira", ira))
        },
        limit={
            "families_rank1": 0.90,
            "families_rank10": 0.97,
            "telegram_rank1": 0.95,
            "telegram_rank10": 0.99,
            "telegram_recall_at_1pct": 0.40,
            "telegram_20_rank1": 0.90,
            "ira_rank1": 0.40,
            "ira_rank10": 0.75,
            "ira_recall_at_1pct": 0.10,
            "before_post": 0.50,
            "by_post_3": 0.70,
            "by_post_10": 0.80,
            "operator_first": 0.90,
            "calibration_error": 0.02,
            "framed": 0,
            "seed_completeness": 0.80,
            "seed_purity": 0.95,
            "signup_p99_ms": 50,
        },
        seed=SEED,
    )


def family_figures() -> dict[str, object]:
    """Ask about accounts that have an earlier relative, against all others; every query is shown."""
    labels, portraits = _drawn("returns_en", None)
    banked = [name for name, row in labels.items() if row["returns"] != "1"]
    queries = [name for name, row in labels.items() if row["returns"] == "1"]
    asked = _ask(portraits, banked, queries, lambda one, other: labels[one]["family"] == labels[other]["family"] != "")
    ranks = {one.name: one.right.index(True) + 1 if True in one.right else None for one in asked}
    return {
        "families_rank1": rounded(float(np.mean([rank == 1 for rank in ranks.values()]))),
        "families_rank10": rounded(float(np.mean([rank is not None for rank in ranks.values()]))),
        "families_queries": ranks,
    }


def pack_figures(name: str, posts: int | None) -> dict[str, object]:
    """Ask about the second halves of one pack; `posts` is how many of them are known.

    Ranks: every first half is in the bank. Names: in three open sets, in each of which a third of the operators have no first
    half in the bank, so that their second halves are innocent newcomers.
    """
    labels, portraits = _drawn(f"pseudo_returns_{name}", posts)
    halves = {half: [one for one, row in labels.items() if row["half"] == half] for half in ("first", "second")}

    def one_hand(one: str, other: str) -> bool:
        return labels[one]["operator"] == labels[other]["operator"]

    compared, bank = _compared(portraits, halves["first"], halves["second"])
    closed = {way: _linked(compared, bank, one_hand, without) for way, without in WAYS.items()}
    opened: dict[str, list[Asked]] = {way: [] for way in WAYS}
    for third in range(3):
        banked = [one for one in halves["first"] if int(labels[one]["operator"], 16) % 3 != third]
        compared, bank = _compared(portraits, banked, halves["second"])
        for way, without in WAYS.items():
            opened[way] += _linked(compared, bank, one_hand, without)
    figures: dict[str, object] = {"queries": len(halves["second"]), "bank": len(halves["first"])}
    known = 3 * [int(labels[one]["operator"], 16) % 3 for one in halves["second"]]
    innocent = [of == at // len(halves["second"]) for at, of in enumerate(known)]
    for way, asked in closed.items():
        found = {
            "rank1": _share([one.right[:1] == (True,) for one in asked]),
            "rank1_interval": _interval([one.right[:1] == (True,) for one in asked]),
            "rank10": _share([True in one.right for one in asked]),
            "rank10_interval": _interval([True in one.right for one in asked]),
            **_open(opened[way], innocent),
        }
        figures |= {way: found} if way else found
    return figures


def _open(asked: Sequence[Asked], innocent: Sequence[bool]) -> dict[str, object]:
    """Who is named where some are innocent: at the shipped threshold, and where it would lie for 1 % of them."""
    own = CHANNELS.named.own_bits
    strongest = [one.links[0].bits if one.links and one.links[0].own_bits >= own else -99.0 for one in asked]
    bound = float(
        np.quantile([bits for bits, is_innocent in zip(strongest, innocent, strict=True) if is_innocent], 0.99)
    )
    returns = [
        (one, bits) for one, bits, is_innocent in zip(asked, strongest, innocent, strict=True) if not is_innocent
    ]
    named = [bool(one.links) and one.links[0].named for one in asked]
    return {
        "recall_at_1pct": _share([bits > bound and one.right[0] for one, bits in returns]),
        "named": _share([bool(one.links) and one.links[0].named and one.right[0] for one, _ in returns]),
        "innocent_named": counted([hit for hit, is_innocent in zip(named, innocent, strict=True) if is_innocent]),
    }


def crowd_figures() -> tuple[dict[str, object], dict[str, object]]:
    """Ask about everybody who signs up to a simulated platform, before the first post and after some."""
    doing(f"drawing a crowd of {SIZE:,} removed accounts and as many others")
    told = crowd(CrowdSize(removed=SIZE, bystanders=SIZE, arrivals=ARRIVALS, shares=SHARES), seed=SEED)
    portraits = _seen(told.before)
    removed = dict(told.removed)
    began = time.process_time()
    bank = build_bank(
        [Removed(portrait=portraits[name], at=at) for name, at in removed.items()],
        (portrait for name, portrait in portraits.items() if name not in removed),
    )
    built_s = time.process_time() - began
    doing(f"bank of {len(bank.entries):,} built in {built_s:.0f} CPU-s")
    threshold = threshold_of(bank, CHANNELS, false_alarms=CHANNELS.named.false_alarms)
    arrivals = list(told.arrivals)
    stages, last = {}, list[tuple[AccountPortrait, tuple[Comparison, ...]]]()
    for posts in STAGES:
        last = list(compare_each([_until(one, posts) for one in arrivals], bank, CHANNELS))
        stages[posts] = _stage(last, arrivals, told, bank, threshold)
        doing(f"after {posts} posts: {stages[posts]['named_by_kind']}")
        if posts == 0:
            first = last
    figures: dict[str, object] = {
        "bank": len(bank.entries),
        "bank_cpu_s": rounded(built_s),
        "before_post": stages[0]["returns"],
        "by_post_1": stages[1]["returns"],
        "by_post_3": stages[3]["returns"],
        "by_post_10": stages[10]["returns"],
        "before_post_interval": stages[0]["returns_interval"],
        "by_post_10_interval": stages[10]["returns_interval"],
        "operator_first": stages[10]["right_hand"],
        "first_without_being_named": {str(posts): stage["found_first"] for posts, stage in stages.items()},
        "named_by_kind": {str(posts): stage["named_by_kind"] for posts, stage in stages.items()},
        "framed": max(stage["framed"] for stage in stages.values()),
        "framed_of": sum(one.kind == "framed" for one in arrivals),
        "calibration_error": rounded(calibration_error(stages[10]["chances"]) or 0.0),
        "calibration_of": sum(chance > 0.1 for chance, _ in stages[10]["chances"]),
        **_live(portraits, told, bank, threshold, removed),
        **_signups(arrivals, bank, threshold),
        "without": {
            name: {
                "before_post": _stage(first, arrivals, told, bank, threshold, without=without)["returns"],
                "by_post_10": (stage := _stage(last, arrivals, told, bank, threshold, without=without))["returns"],
                "first_by_post_10": stage["found_first"],
            }
            for name, without in LEFT_OUT.items()
        },
    }
    return figures, {
        "handle_only": _handles(arrivals, told, portraits, removed),
        "same_device_mail_or_phone": _rule(arrivals, told, bank),
    }


def _stage(
    compared: Sequence[tuple[AccountPortrait, tuple[Comparison, ...]]],
    arrivals: Sequence[Arrival],
    told: Crowd,
    bank: Bank,
    threshold: Threshold,
    *,
    without: frozenset[str] = frozenset(),
) -> dict[str, object]:
    links = [
        links_of(portrait, _but(found, without), bank, CHANNELS, threshold=threshold) for portrait, found in compared
    ]
    best = [of[0] if of else None for of in links]
    right = [
        link is not None and one.operator is not None and told.operators.get(link.earlier.id) == one.operator
        for one, link in zip(arrivals, best, strict=True)
    ]
    named = [link is not None and link.named for link in best]
    natural = [  # how many are framed is set here, and no platform's share of them is known
        (link, hit) for one, link, hit in zip(arrivals, best, right, strict=True) if link and one.kind != "framed"
    ]
    shares = learn_shares([link for of in links for link in of], threshold, accounts=len(arrivals))
    chances = [(with_shares([link], threshold, shares)[0].chance, hit) for link, hit in natural]
    returns = [
        is_named and hit for one, is_named, hit in zip(arrivals, named, right, strict=True) if one.kind == "return"
    ]
    hits = [hit for one, is_named, hit in zip(arrivals, named, right, strict=True) if is_named and one.kind == "return"]
    return {
        "returns": _share(returns),
        "returns_interval": _interval(returns),
        "right_hand": _share(hits),
        "found_first": _share([hit for one, hit in zip(arrivals, right, strict=True) if one.kind == "return"]),
        "framed": sum(is_named for one, is_named in zip(arrivals, named, strict=True) if one.kind == "framed"),
        "named_by_kind": {
            kind: counted([is_named for one, is_named in zip(arrivals, named, strict=True) if one.kind == kind])
            for kind in SHARES
        },
        "chances": chances,
    }


def _live(
    portraits: Mapping[str, AccountPortrait],
    told: Crowd,
    bank: Bank,
    threshold: Threshold,
    removed: Mapping[str, object],
) -> dict[str, object]:
    """Ask about accounts that hands still run while others of theirs were removed, among as many ordinary ones."""
    live = dict(told.live[:1000])
    ordinary = [name for name in portraits if name not in removed and name not in dict(told.live)][: len(live)]
    right, named = 0, 0
    for portrait, found in compare_each([portraits[name] for name in (*live, *ordinary)], bank, CHANNELS):
        links = links_of(portrait, found, bank, CHANNELS, threshold=threshold)
        if links and links[0].named:
            named += 1
            hand = live.get(portrait.about.id)
            right += hand is not None and told.operators.get(links[0].earlier.id) == hand
    return {"seed_completeness": rounded(right / max(1, len(live))), "seed_purity": rounded(right / max(1, named))}


def _signups(
    arrivals: Sequence[Arrival], bank: Bank, threshold: Threshold, *, a_second: float = 200.0
) -> dict[str, object]:
    """Let people sign up at a steady rate, and time how long after its event each is compared, waiting included."""
    watch = Newcomers(bank, CHANNELS, threshold, apart=frozenset())
    signups = [one.steps[0] for one in arrivals][: int(30 * a_second)]
    list(watch.hear(signups[:50]))
    waits, busy, began = [], 0.0, time.perf_counter()
    for number, event in enumerate(signups):
        due = began + number / a_second
        while time.perf_counter() < due:
            time.sleep(0.0002)
        started = time.perf_counter()
        list(watch.hear([event]))
        busy += time.perf_counter() - started
        waits.append(time.perf_counter() - due)
    return {
        "signup_p99_ms": rounded(float(np.quantile(waits, 0.99)) * 1000),
        "signup_p50_ms": rounded(float(np.quantile(waits, 0.5)) * 1000),
        "signups_a_second": a_second,
        "signup_busy": rounded(busy / (time.perf_counter() - began)),
    }


def _handles(
    arrivals: Sequence[Arrival], told: Crowd, portraits: Mapping[str, AccountPortrait], removed: Iterable[str]
) -> float:
    """Baseline: the removed account whose handle is most like it (Jaro-Winkler); share of the right hand first."""
    names = {name: portraits[name].handle for name in removed}
    some = [one for one in arrivals if one.kind == "return"][:200]
    best = [process.extractOne(_until(one, 0).handle, names, scorer=JaroWinkler.similarity) for one in some]
    return _share([told.operators.get(found[2]) == one.operator for one, found in zip(some, best, strict=True)])


def _rule(arrivals: Sequence[Arrival], told: Crowd, bank: Bank) -> dict[str, float]:
    """Baseline: whoever has a device, e-mail address or telephone of any removed account; share that it meets, by kind."""
    rule = replace(CHANNELS.named, false_alarms=1.0)
    threshold = replace(threshold_of(bank, CHANNELS, false_alarms=1.0), bits=10.0)
    strong = frozenset(CHANNELS.channel) - {"device", "email", "phone"} | {"writing", "delay"}
    met: dict[str, list[bool]] = {kind: [] for kind in SHARES}
    for (portrait, found), one in zip(
        compare_each([_until(one, 0) for one in arrivals], bank, replace(CHANNELS, named=rule)), arrivals, strict=True
    ):
        links = links_of(portrait, _but(found, strong), bank, CHANNELS, threshold=threshold)
        met[one.kind].append(bool(links) and links[0].bits > 0)
    return {kind: _share(of) for kind, of in met.items()}


def _until(one: Arrival, posts: int) -> AccountPortrait:
    """Draw an arrival as far as it is known after some posts; its puppets' doings are not its own."""
    about = Account(platform=one.steps[0].platform, id=one.account)
    portrait, said = AccountPortrait(about=about), 0
    for event in one.steps:
        if event.account != one.account:
            continue
        said += isinstance(event, PostCreated)
        if said > posts:
            break
        portrait.see(event)
    return portrait


def _seen(events: Iterable[AnyEvent]) -> dict[str, AccountPortrait]:
    portraits: dict[str, AccountPortrait] = {}
    for event in events:
        about = Account(platform=event.platform, id=event.account)
        portraits.setdefault(event.account, AccountPortrait(about=about)).see(event)
    return portraits


def _drawn(folder: str, posts: int | None) -> tuple[Labels, dict[str, AccountPortrait]]:
    """Read a pack; of the second halves only the first posts are known, where `posts` says how many."""
    doing(f"reading {folder}")
    pack = data(folder)
    with (pack / "labels.csv").open(encoding="utf-8", newline="") as rows:
        labels = {row["account"]: row for row in csv.DictReader(rows)}
    decode = msgspec.json.Decoder(AnyEvent).decode
    with gzip.open(pack / "events.ndjson.gz") as lines:
        events = sorted((decode(line) for line in lines), key=lambda event: (event.at, event.id))
    said: dict[str, int] = {}
    kept = []
    for event in events:
        if isinstance(event, PostCreated) and labels[event.account].get("half") == "second" and posts is not None:
            said[event.account] = said.get(event.account, 0) + 1
            if said[event.account] > posts:
                continue
        if isinstance(event, PostCreated | AccountCreated | FollowCreated):
            kept.append(event)
    return labels, _seen(kept)


def _compared(
    portraits: Mapping[str, AccountPortrait], banked: Sequence[str], queries: Sequence[str]
) -> tuple[list[tuple[AccountPortrait, tuple[Comparison, ...]]], Bank]:
    removed = [Removed(portrait=portraits[name], at=portraits[name].ends) for name in banked]
    bank = build_bank(removed, [portraits[name] for name in queries])
    return list(compare_each([portraits[name] for name in queries], bank, CHANNELS)), bank


def _ask(
    portraits: Mapping[str, AccountPortrait],
    banked: Sequence[str],
    queries: Sequence[str],
    one_hand: Callable[[str, str], bool],
) -> list[Asked]:
    comparisons, bank = _compared(portraits, banked, queries)
    return _linked(comparisons, bank, one_hand, frozenset())


def _linked(
    comparisons: Iterable[tuple[AccountPortrait, tuple[Comparison, ...]]],
    bank: Bank,
    one_hand: Callable[[str, str], bool],
    without: frozenset[str],
) -> list[Asked]:
    threshold = threshold_of(bank, CHANNELS, false_alarms=CHANNELS.named.false_alarms)
    asked = []
    for portrait, found in comparisons:
        links = links_of(portrait, _but(found, without), bank, CHANNELS, threshold=threshold)
        right = tuple(one_hand(portrait.about.id, link.earlier.id) for link in links)
        asked.append(Asked(name=portrait.about.id, links=links, right=right))
    return asked


def _but(found: Iterable[Comparison], without: frozenset[str]) -> list[Comparison]:
    return [replace(one, findings=tuple(f for f in one.findings if f.channel not in without)) for one in found]


def _share(of: Sequence[bool]) -> float:
    return rounded(float(np.mean(of))) if of else 0.0


def _interval(of: Sequence[bool]) -> list[float]:
    """Wilson's interval, 95 %."""
    return counted(of)[2:]


if __name__ == "__main__":
    main()

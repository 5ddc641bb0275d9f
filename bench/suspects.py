"""Whom `fit` and `suspects` name on real accounts that were not learnt from, and whom they wrong.

Twenty splits in halves that keep families whole. `nothing`: every source of accounts was seen in part. `isis_hashtags`: users
of the organisation's hashtags were never seen. Beside each, in the same splits: a plain text model, and features that have no
meaning. Arabic texts: half is learnt from, the other half asked about; scripture is asked about where it is given.
"""

import csv
import gzip
import math
import os
import random
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import polars as pl
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bench.report import counted, data, doing, rounded, tell
from cautery.engine.accounts import accounts_in, frame_of
from cautery.engine.tables import TABLES, tables_of
from cautery.events.format import FileLine
from cautery.events.formats.canonical import Canonical
from cautery.model.account import Account, AccountId, Platform
from cautery.suspicion.evidence import History, everyone, read_channels
from cautery.suspicion.fit import LabelledAccount, gather, learn
from cautery.suspicion.learn import Example
from cautery.suspicion.measures import FLAGGED, Scores, calibration_error, pr_auc, recall_at, roc_auc
from cautery.suspicion.suspects import suspect, ways_of
from cautery.suspicion.voices import hear
from cautery.suspicion.words import spell

SPLITS, SEED = int(os.environ.get("SPLITS", "20")), 1
UNSEEN = ("nothing", "isis_hashtags")
TOPIC = tuple(
    "داعش الدوله الاسلاميه الخلافه تنظيم مجاهد جهاد الموصل ولايه البغدادي سوريا العراق الشام حلب الجيش قتل مقتل هجوم قصف الرقه "
    "ارهاب شهيد النظام السعوديه اليمن الحوث".split()
)
"""Words, as `spell` writes them, that Arabic posts about the organisation and the wars around it use, whoever writes them."""
Labels = Mapping[str, Mapping[str, str]]


def main() -> None:
    """Measure, and print the line."""
    labels = _labels("suspects_en")
    jobs = [(unseen, SEED + number) for unseen in UNSEEN for number in range(SPLITS)]
    with get_context("spawn").Pool(os.cpu_count()) as pool:
        done = []
        for result in pool.imap(one_split, jobs):
            done.append(result)
            doing(f"split {len(done)} of {len(jobs)}")
        arabic = pool.map(arabic_split, range(SEED, SEED + SPLITS))
    runs = {
        unseen: [scores for (left, _), scores in zip(jobs, done, strict=True) if left == unseen] for unseen in UNSEEN
    }
    ours = {
        unseen: [
            [(chance, labels[name]["label"] == "violating") for name, chance in run["ours"]] for run in runs[unseen]
        ]
        for unseen in UNSEEN
    }
    pooled = [score for run in ours["nothing"] for score in run]
    tell(
        "suspects",
        {
            "left_out": {unseen: _figures(ours[unseen]) for unseen in UNSEEN},
            "calibration_error": rounded(calibration_error(pooled) or 0.0),
            "calibration_error_of_20_accounts_by_chance": rounded(_noise(pooled)),
            "arabic_false_positives": rounded(float(np.mean([run["mentions"] for run in arabic]))),
            "arabic_false_positives_other": rounded(float(np.mean([run["other"] for run in arabic]))),
            "arabic_recall": rounded(float(np.mean([run["recall"] for run in arabic]))),
            "scripture_false_positives": _scripture(),
            "false_positives_by_source": {unseen: _wronged(runs[unseen], labels) for unseen in UNSEEN},
            "strongest_false_positives": _strongest(runs["nothing"], labels),
            "splits": SPLITS,
        },
        beside={
            way: {
                unseen: _figures(
                    [
                        [(chance, labels[name]["label"] == "violating") for name, chance in run[way]]
                        for run in runs[unseen]
                    ]
                )
                for unseen in UNSEEN
            }
            for way in ("plain_text", "no_meaning", "without_wording", "without_stance", "without_company")
        },
        limit={
            "left_out": {
                "nothing": {"pr_auc": 0.98, "recall_at_p95": 0.80},
                "isis_hashtags": {"roc_auc": 0.80, "pr_auc": 0.50, "recall_at_p95": 0.20},
            },
            "arabic_false_positives": 0.05,
            "scripture_false_positives": 0.01,
            "calibration_error": 0.02,
        },
        seed=SEED,
    )


def one_split(job: tuple[str, int]) -> dict[str, list[tuple[str, float]]]:
    """Learn from one half and ask about the other; gives (account, chance) by way."""
    unseen, seed = job
    labels, history = _labels("suspects_en"), _history()
    learnt, asked = split(labels, unseen, seed)
    known = tuple(accounts_in(everyone(history)))
    by_name = {about.id: about for about in known}
    decided = [_decided(by_name[AccountId(name)], labels[name]) for name in learnt]
    material = gather(history, decided, known, ())
    fitted, _ = learn(material, decided)
    removed = frame_of([one.about for one in decided if one.violating])
    readings = read_channels(history, removed, population=len(known), matcher=None)
    found = suspect(history, readings, [by_name[AccountId(name)] for name in asked], ways=ways_of(fitted))
    without = {
        "wording": ("wording",),
        "stance": ("stance",),
        "company": ("neighbours", "contacts", "links", "near_texts", "handoffs"),
    }
    return {
        "ours": [(str(one.about.id), one.chance) for one in found],
        "plain_text": _plain_text(labels, learnt, asked),
        "no_meaning": _no_meaning(labels, learnt, asked),
        **{
            f"without_{name}": [
                (str(one.about.id), sum(reason.bits for reason in one.reasons if reason.channel not in channels))
                for one in found
            ]
            for name, channels in without.items()
        },
    }


def split(labels: Labels, unseen: str, seed: int) -> tuple[list[str], list[str]]:
    """Draw whom to learn from and whom to ask about: half of each source, families whole; an unseen source only asked."""
    rng, families = random.Random(seed), _families()
    learnt: list[str] = []
    asked: list[str] = []
    for source in sorted({row["source"] for row in labels.values()}):
        names = sorted(name for name, row in labels.items() if row["source"] == source)
        groups: dict[str, list[str]] = {}
        for name in names:
            groups.setdefault(families.get(name) or name, []).append(name)
        drawn = sorted(groups.values())
        rng.shuffle(drawn)
        if source == unseen:
            asked += names
        elif unseen != "nothing" and all(labels[name]["label"] != "violating" for name in names):
            learnt += names
        else:
            half: list[str] = []
            while len(half) < len(names) / 2:
                half += drawn.pop()
            learnt += half
            asked += [name for group in drawn for name in group]
    return learnt, asked


def arabic_split(seed: int) -> dict[str, float]:
    """Learn from half of the Arabic texts; at the threshold that finds 80 % of the violating others, who else is named?"""
    with (data("arabic_texts") / "texts.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    random.Random(seed).shuffle(rows)
    examples = [_text(number, row) for number, row in enumerate(rows)]
    learnt, asked = examples[: len(rows) // 2], examples[len(rows) // 2 :]
    decided = [LabelledAccount(about=one.voice.about, violating=one.violating, source="texts") for one in learnt]
    history = _of_texts(rows)
    accounts = [one.voice.about for one in examples]
    fitted, _ = learn(gather(history, decided, accounts, ()), decided)
    readings = read_channels(history, frame_of([]), population=len(rows), matcher=None)
    ways = ways_of(fitted)
    chance = {
        one.about: one.chance for one in suspect(history, readings, [one.voice.about for one in asked], ways=ways)
    }
    violating = sorted((chance[one.voice.about] for one in asked if one.violating), reverse=True)
    threshold = violating[math.ceil(0.8 * len(violating)) - 1]
    benign = [
        (chance[one.voice.about] >= threshold, _on_topic(rows[int(one.voice.about.id)]["text"]))
        for one in asked
        if not one.violating
    ]
    return {
        "mentions": float(np.mean([flagged for flagged, mentions in benign if mentions])),
        "other": float(np.mean([flagged for flagged, mentions in benign if not mentions])),
        "recall": float(np.mean([one >= threshold for one in violating])),
    }


def _figures(runs: Sequence[Scores]) -> dict[str, object]:
    """Mean over the splits, and the interval that holds 95 % of them."""
    measures: dict[str, Callable[[Scores], float]] = {
        "roc_auc": roc_auc,
        "pr_auc": pr_auc,
        "recall_at_p95": partial(recall_at, precision=0.95),
        "recall_at_p99": partial(recall_at, precision=0.99),
    }
    figures: dict[str, object] = {}
    for name, measure in measures.items():
        values = [measure(run) for run in runs]
        figures[name] = rounded(float(np.mean(values)))
        figures[f"{name}_interval"] = [rounded(float(bound)) for bound in np.percentile(values, [2.5, 97.5])]
    return figures


def _noise(pooled: Scores) -> float:
    """Give the error that perfectly calibrated chances would show on as few accounts: what cannot be told from none."""
    rng = random.Random(SEED)
    return float(
        np.mean(
            [
                calibration_error([(c, rng.random() < c) for c, _ in pooled[:: max(1, SPLITS // 2)]]) or 0.0
                for _ in range(200)
            ]
        )
    )


def _wronged(runs: Iterable[Mapping[str, Sequence[tuple[str, float]]]], labels: Labels) -> dict[str, list[float]]:
    """Count the benign accounts of each source whose likelihood is one half or more on average, each account once."""
    named: dict[str, list[bool]] = {}
    for name, chances in _given(runs, labels).items():
        named.setdefault(labels[name]["source"], []).append(float(np.mean(chances)) >= FLAGGED)
    return {source: counted(hits) for source, hits in sorted(named.items())}


def _given(runs: Iterable[Mapping[str, Sequence[tuple[str, float]]]], labels: Labels) -> Mapping[str, Sequence[float]]:
    """Collect the likelihoods that the splits gave to each benign account."""
    given: dict[str, list[float]] = {}
    for run in runs:
        for name, chance in run["ours"]:
            if labels[name]["label"] != "violating":
                given.setdefault(name, []).append(chance)
    return given


def _strongest(runs: Iterable[Mapping[str, Sequence[tuple[str, float]]]], labels: Labels) -> list[dict[str, object]]:
    """List the benign accounts that were given the highest chances on average, to be looked at by a person."""
    worst = sorted(_given(runs, labels).items(), key=lambda item: (-float(np.mean(item[1])), item[0]))[:10]
    return [
        {"account": name, "source": labels[name]["source"], "chance": rounded(float(np.mean(chances)))}
        for name, chances in worst
    ]


def _scripture() -> float | None:
    """Share of readings of 15 verses that would open a case; SCRIPTURE is a folder of text files, a verse a line."""
    folder = os.environ.get("SCRIPTURE")
    if not folder:
        return None
    verses = [
        line
        for path in sorted(Path(folder).glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line
    ]
    rows = [{"account": str(n // 15), "text": text} for n, text in enumerate(verses)]
    labels, history = _labels("suspects_en"), _history()
    known = tuple(accounts_in(everyone(history)))
    decided = [_decided(about, labels[about.id]) for about in known if about.id in labels]
    fitted, _ = learn(gather(history, decided, known, ()), decided)
    scripture = _of_texts(rows)
    readings = read_channels(scripture, frame_of([]), population=len(known), matcher=None)
    found = suspect(scripture, readings, tuple(accounts_in(everyone(scripture))), ways=ways_of(fitted))
    return rounded(float(np.mean([one.chance >= 0.5 for one in found])))


def _plain_text(labels: Labels, learnt: Sequence[str], asked: Sequence[str]) -> list[tuple[str, float]]:
    """What a first version does: words and pieces of words by TF-IDF, logistic regression."""
    texts = _texts()
    readers = (
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2, sublinear_tf=True),
    )
    columns = hstack([reader.fit_transform([texts[name] for name in learnt]) for reader in readers])
    model = LogisticRegression(C=1.0, solver="liblinear").fit(
        columns, [labels[name]["label"] == "violating" for name in learnt]
    )
    return list(
        zip(
            asked,
            model.decision_function(hstack([r.transform([texts[name] for name in asked]) for r in readers])).tolist(),
            strict=True,
        )
    )


def _no_meaning(labels: Labels, learnt: Sequence[str], asked: Sequence[str]) -> list[tuple[str, float]]:
    """What is left of the artefacts: length, hour, counts of links and mentions. A result near it has learnt nothing."""
    said = (
        _history()
        .posts.group_by("account")
        .agg(
            pl.col("text").str.len_chars().mean().alias("length"),
            pl.col("at").dt.hour().mean().alias("hour"),
            pl.col("links").list.len().mean().alias("n_links"),
            pl.col("mentions").list.len().mean().alias("n_mentions"),
        )
    )
    rows = {row[0]: [value or 0.0 for value in row[1:]] for row in said.collect().iter_rows()}
    columns = np.array([rows.get(name, [0.0] * 4) for name in learnt])
    middle, spread = columns.mean(axis=0), columns.std(axis=0) + 1e-9
    model = LogisticRegression(class_weight="balanced").fit(
        (columns - middle) / spread, [labels[name]["label"] == "violating" for name in learnt]
    )
    tested = (np.array([rows.get(name, [0.0] * 4) for name in asked]) - middle) / spread
    return list(zip(asked, model.decision_function(tested).tolist(), strict=True))


def _decided(about: Account, row: Mapping[str, str]) -> LabelledAccount:
    return LabelledAccount(about=about, violating=row["label"] == "violating", source=row["source"])


def _on_topic(text: str) -> bool:
    spelled = spell(text)
    return any(word in spelled for word in TOPIC)


def _text(number: int, row: Mapping[str, str]) -> Example:
    about = Account(platform=Platform("texts"), id=AccountId(str(number)))
    return Example(voice=hear(about, ((str(number), row["text"]),)), violating=row["label"] == "violating")


def _of_texts(rows: Sequence[Mapping[str, str]]) -> History:
    """Texts as posts, each by an account of its own unless the row names one."""
    said = {
        "platform": ["texts"] * len(rows),
        "account": [row.get("account", str(number)) for number, row in enumerate(rows)],
        "post": [str(number) for number in range(len(rows))],
        "text": [row["text"] for row in rows],
    }
    posts = pl.concat([pl.DataFrame(schema=TABLES["posts"]), pl.DataFrame(said)], how="diagonal_relaxed")
    return _as_history({"posts": posts})


@cache
def _history() -> History:
    with gzip.open(data("suspects_en") / "events.ndjson.gz") as file:
        lines = [FileLine(number=number, raw=raw.rstrip(b"\n")) for number, raw in enumerate(file, start=1)]
    return _as_history(tables_of(Canonical().parse_many(lines)[0].events))


def _as_history(tables: Mapping[str, pl.DataFrame]) -> History:
    posts, profiles, follows, notices = (
        tables.get(name, pl.DataFrame(schema=TABLES[name])).lazy()
        for name in ("posts", "profiles", "follows", "notices")
    )
    return History(posts=posts, profiles=profiles, follows=follows, notices=notices)


@cache
def _texts() -> Mapping[str, str]:
    said = _history().posts.group_by("account").agg(pl.col("text").drop_nulls().str.join(" ")).collect()
    return dict(said.iter_rows())


@cache
def _labels(folder: str) -> Labels:
    with (data(folder) / "labels.csv").open(encoding="utf-8", newline="") as lines:
        return {row["account"]: row for row in csv.DictReader(lines)}


@cache
def _families() -> Mapping[str, str]:
    return {name: row["family"] for name, row in _labels("returns_en").items() if row["family"]}


if __name__ == "__main__":
    sys.exit(main())

"""How often other words and other languages are met by meaning, and how often a topic alone is taken for it.

Invented groups (`meaning_pairs.toml`): a text, paraphrases, translations, and texts that share only its topic. Every other
group fits the calibration, and the figures are of the rest; `fitted` is what fitting gives today, and stands in `likeness.py`.
False matches are counted on the posts of the research packs too, against every group's text. Beside it: the cosine alone, at
the same recall of paraphrases. Seconds are of a processor.
"""

import csv
import gzip
import json
import time
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bench.report import data, doing, rounded, tell, within
from cautery.model.content import Content
from cautery.signals.meaning.encoder import encode
from cautery.signals.meaning.likeness import chances, near_ordinary, script_of
from cautery.signals.types.near_meaning import NearMeaning

KINDS = ("paraphrase", "translation", "paraphrase_translated", "topic_only", "topic_only_translated", "other_subject")
WEIGHTS = {"paraphrase": 1.0, "translation": 1.0, "paraphrase_translated": 1.0, "topic_only": 1.5, "other_subject": 0.3}
MOST_POSTS = 4_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, and whether they mean the same."""

    group: int
    kind: str
    language: str
    known: str
    asked: str

    @property
    def same(self) -> bool:
        """Whether both mean the same."""
        return "topic" not in self.kind and self.kind != "other_subject"


def main() -> None:
    """Measure, and print the line."""
    groups = tomllib.loads(Path(__file__).with_name("meaning_pairs.toml").read_text(encoding="utf-8"))["group"]
    pairs = list(_pairs(groups))
    doing(f"comparing {len(pairs):,} pairs")
    likely = np.array([_chance(pair) for pair in pairs])
    cosines = _cosines(pairs)
    kept = np.array([pair.group % 2 == 1 for pair in pairs])
    met = likely >= 1 - NearMeaning.same_within
    level = _level(pairs, cosines, kept, met)
    texts = [group["text"] for group in groups]
    posts, arabic = _posts(), _arabic()
    doing(f"looking for {len(texts)} texts in {len(posts) + len(arabic):,} posts")
    false, seconds = _found(texts, posts)
    false_arabic, seconds_arabic = _found(texts, arabic)
    sentences = [pair.asked for pair in pairs][:1500]
    tell(
        "meaning",
        {
            **_shares(pairs, met & kept, kept),
            "languages": _languages(pairs, met, kept),
            "ordinary_posts_with_a_match": within(false, len(posts)),
            "benign_arabic_posts_with_a_match": within(false_arabic, len(arabic)),
            "sentences_per_cpu_s": round(len(sentences) / _seconds(sentences)),
            "posts_per_cpu_s": round((len(posts) + len(arabic)) / (seconds + seconds_arabic)),
            "fitted": _fitted(pairs, cosines, ~kept),
        },
        beside={"cosine_alone": {"at": rounded(level), **_shares(pairs, (cosines >= level) & kept, kept)}},
        limit={"sentences_per_cpu_s": 500},
    )


def _pairs(groups: Sequence[dict[str, object]]) -> Iterable[Pair]:
    for number, group in enumerate(groups):
        text, foreign, topic = str(group["text"]), group["translations"], group["topic_translated"]
        assert isinstance(foreign, dict)
        assert isinstance(topic, dict)
        others, about = list(map(str, group["paraphrases"])), list(map(str, group["topic"]))  # type: ignore[call-overload]
        yield from (Pair(number, "paraphrase", "en", text, other) for other in others)
        yield from (Pair(number, "translation", language, text, other) for language, other in foreign.items())
        yield from (Pair(number, "paraphrase_translated", name, others[0], other) for name, other in foreign.items())
        yield from (Pair(number, "topic_only", "en", text, other) for other in about)
        yield from (Pair(number, "topic_only", name, foreign[name], topic[name]) for name in sorted(topic))
        yield from (Pair(number, "topic_only_translated", name, text, topic[name]) for name in sorted(topic))
        yield from (Pair(number, "topic_only_translated", name, other, about[0]) for name, other in foreign.items())
        yield from (
            Pair(number, "other_subject", "en", text, str(other["text"])) for other in groups if other is not group
        )


def _chance(pair: Pair) -> float:
    known, asked = encode([pair.known]), encode([pair.asked])
    return float(chances([pair.known], known, [pair.asked], asked)[0, 0])


def _cosines(pairs: Sequence[Pair]) -> NDArray[np.float64]:
    known, asked = encode([pair.known for pair in pairs]), encode([pair.asked for pair in pairs])
    return np.einsum("ij,ij->i", known, asked).astype(np.float64)


def _level(
    pairs: Sequence[Pair], cosines: NDArray[np.float64], kept: NDArray[np.bool_], met: NDArray[np.bool_]
) -> float:
    """Give the cosine at which as many paraphrases are met as by us."""
    of = np.array([pair.kind == "paraphrase" for pair in pairs]) & kept
    return float(np.quantile(cosines[of], 1 - met[of].mean()))


def _shares(pairs: Sequence[Pair], met: NDArray[np.bool_], kept: NDArray[np.bool_]) -> dict[str, list[float]]:
    kinds = np.array([pair.kind for pair in pairs])
    return {kind: within(int(met[kinds == kind].sum()), int((kept & (kinds == kind)).sum())) for kind in KINDS}


def _languages(pairs: Sequence[Pair], met: NDArray[np.bool_], kept: NDArray[np.bool_]) -> dict[str, list[float]]:
    rows = {name: [n for n, p in enumerate(pairs) if kept[n] and (p.kind, p.language) == ("translation", name)]
            for name in sorted({pair.language for pair in pairs} - {"en"})}  # fmt: skip
    return {name: within(int(met[some].sum()), len(some)) for name, some in rows.items()}


def _fitted(pairs: Sequence[Pair], cosines: NDArray[np.float64], fits: NDArray[np.bool_]) -> dict[str, list[float]]:
    """Fit weights of the cosine, of how near both are to ordinary texts, and the constant."""
    ordinary = [near_ordinary(encode([getattr(pair, side) for pair in pairs]))[0] for side in ("known", "asked")]
    columns = np.c_[cosines, ordinary[0] + ordinary[1]]
    same = np.array([pair.same for pair in pairs])
    counts = {kind: sum(pair.kind == kind for pair in pairs) for kind in KINDS}
    weights = np.array([1000 * WEIGHTS.get(pair.kind, 1.0) / counts[pair.kind] for pair in pairs])
    one = np.array([script_of(pair.known) == script_of(pair.asked) for pair in pairs])
    rows = {}
    for name, some in (("one_script", fits & one), ("two_scripts", fits & ~one)):
        model = LogisticRegression(C=10).fit(columns[some], same[some], sample_weight=weights[some])
        rows[name] = [rounded(float(value)) for value in (*model.coef_[0], model.intercept_[0])]
    return rows


def _found(texts: Sequence[str], posts: Sequence[str]) -> tuple[int, float]:
    index = NearMeaning().index(texts)
    begin = time.process_time()
    met = {number for number, _, _ in index.find_in_many([Content(text=post) for post in posts])}
    return len(met), time.process_time() - begin


def _seconds(sentences: Sequence[str]) -> float:
    begin = time.process_time()
    encode(sentences)
    return time.process_time() - begin


def _posts() -> list[str]:
    """Read ordinary posts: of people who wrote about the same topics, cricket and a series."""
    with gzip.open(data("topic_en") / "events.ndjson.gz", "rt", encoding="utf-8") as lines:
        events = (json.loads(line) for line in lines)
        texts = list(
            dict.fromkeys(event["post"].get("text") or "" for event in events if event["type"] == "post.created")
        )
    return texts[:: max(1, len(texts) // MOST_POSTS)][:MOST_POSTS]


def _arabic() -> list[str]:
    with (data("arabic_texts") / "texts.csv").open(encoding="utf-8") as file:
        return [row["text"] for row in csv.DictReader(file) if row["label"] == "benign"]


if __name__ == "__main__":
    main()

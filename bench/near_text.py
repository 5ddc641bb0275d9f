"""How many posts a second are compared with known texts, in one process; at which recall, and at which precision.

Known texts are posted again with words exchanged, left out and added. The judge is the slow obvious version: the exact
distance of every post of a sample to every known text. Beside it: comparing every pair. `as_product_posts_per_s` is all that
the product does: parts, exchanged words, negations and second readings too, in seconds of a processor.
"""

import random
import time

import numpy as np

from bench.report import doing, rounded, tell
from cautery.model.content import Content
from cautery.signals.minhash import shingles
from cautery.signals.near_index import NearIndex
from cautery.signals.near_texts import plain
from cautery.signals.types.near_text import NearText

KNOWN, POSTS, COPIES, SAMPLE, AS_PRODUCT, SEED = 20_000, 300_000, 0.05, 1_500, 20_000, 1


def main() -> None:
    """Measure, and print the line."""
    rng = random.Random(SEED)
    words = ["".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=rng.randint(2, 9))) for _ in range(30_000)]
    weights = [1 / (rank + 10) for rank in range(len(words))]
    doing(f"writing {POSTS:,} posts and {KNOWN:,} known texts")
    known = [plain(_text(rng, words, weights)) for _ in range(KNOWN)]
    posts = [
        _copy(rng, rng.choice(known), words) if rng.random() < COPIES else _text(rng, words, weights)
        for _ in range(POSTS)
    ]
    index = NearIndex(known, within=NearText.same_within)
    list(index.find([plain(post) for post in posts[:1000]]))
    doing("comparing")
    begin = time.perf_counter()
    texts = [plain(post) for post in posts]
    found = {(row, position) for row, position, _ in index.find(texts)}
    seconds = time.perf_counter() - begin
    doing("comparing as the product does")
    product = NearText().index(known)
    contents = [Content(text=post) for post in posts[:AS_PRODUCT]]
    begin_of_product = time.process_time()
    met = sum(1 for _ in product.find_in_many(contents))
    seconds_of_product = time.process_time() - begin_of_product
    doing("judging by the slow version")
    near = _slowly(texts[:SAMPLE], known)
    ours = {(row, position) for row, position in found if row < SAMPLE}
    tell(
        "near_text",
        {
            "posts_per_s": round(POSTS / seconds),
            "as_product_posts_per_s": round(AS_PRODUCT / seconds_of_product),
            "as_product_found": met,
            "recall": rounded(len(near & ours) / len(near)),
            "precision": rounded(len(near & ours) / len(ours)),
            "judged_pairs": len(near),
            "known": KNOWN,
            "found": len(found),
        },
        beside={"every_pair_posts_per_s": rounded(_pairs_a_second(texts[:20], known))},
        limit={"posts_per_s": 200_000, "recall": 0.99},
        seed=SEED,
    )


def _text(rng: random.Random, words: list[str], weights: list[float]) -> str:
    return " ".join(rng.choices(words, weights, k=rng.randint(8, 20)))


def _copy(rng: random.Random, text: str, words: list[str]) -> str:
    """Post a text again: some words exchanged, one left out, one added."""
    parts = text.split()
    for _ in range(rng.randint(0, max(1, len(parts) // 8))):
        parts[rng.randrange(len(parts))] = rng.choice(words)
    if rng.random() < 0.5:
        del parts[rng.randrange(len(parts))]
    return f"{' '.join(parts)} {rng.choice(words) if rng.random() < 0.5 else ''}"


def _slowly(texts: list[str], known: list[str]) -> set[tuple[int, int]]:
    """Find what is near by comparing every text with every known one."""
    places: dict[str, list[int]] = {}
    sizes = np.zeros(len(known))
    for position, text in enumerate(known):
        own = shingles(text)
        sizes[position] = len(own)
        for shingle in own:
            places.setdefault(shingle, []).append(position)
    near = set()
    for row, text in enumerate(texts):
        own = shingles(text)
        both = np.zeros(len(known))
        for shingle in own:
            both[places.get(shingle, [])] += 1
        distance = 1 - both / (len(own) + sizes - both)
        near |= {(row, int(position)) for position in np.flatnonzero(distance <= NearText.same_within)}
    return near


def _pairs_a_second(texts: list[str], known: list[str]) -> float:
    begin = time.perf_counter()
    kind = NearText()
    for text in texts:
        for value in known[:500]:
            kind.distance(text, value)
    return len(texts) / (time.perf_counter() - begin) * 500 / len(known)


if __name__ == "__main__":
    main()

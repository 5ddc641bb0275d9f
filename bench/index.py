"""How many pictures a second are looked up among as many hashes as the industry's bank holds; all of them, in how much memory.

Half of the questions are known hashes with up to 31 bits changed, half are by lot. The judge is comparing with every hash.
Beside it, in the same run: `threatexchange` and FAISS, as platforms use them today.
"""

import os
import time
from collections.abc import Callable

import faiss
import numpy as np
from numpy.typing import NDArray
from threatexchange.signal_type.pdq.pdq_index import PDQIndex

from bench.report import doing, rounded, tell
from cautery.signals.hamming_index import Codes, HammingIndex

KNOWN, ASKED, JUDGED, WITHIN, WIDER, SEED = 2_100_000, 20_000, 300, 31, 47, 1
BESIDE = 400
"""Questions put to the others, who are slower."""


def main() -> None:
    """Measure, and print the line."""
    rng = np.random.default_rng(SEED)
    doing(f"drawing {KNOWN:,} hashes")
    known = rng.integers(0, 2**64, size=(KNOWN, 4), dtype=np.uint64)
    asked, sources = _questions(rng, known)
    HammingIndex(known[:2000]).find(asked[:10], within=WITHIN)
    begin = time.perf_counter()
    index = HammingIndex(known)
    build_s = time.perf_counter() - begin
    doing("asking")
    threads = os.cpu_count() or 1
    index.find(asked[:1000], within=WITHIN, threads=threads)
    begin, cpu = time.perf_counter(), time.process_time()
    hits = index.find(asked, within=WITHIN, threads=threads)
    seconds, cpu_s = time.perf_counter() - begin, time.process_time() - cpu
    singles = [_seconds(lambda at=at: index.find(asked[at : at + 1], within=WITHIN)) for at in range(2000)]  # type: ignore[misc]
    index.find(asked[:2], within=WIDER)
    wider_s = _seconds(lambda: index.find(asked[:300], within=WIDER))
    add_ms, remove_ms = _changes(index, asked)
    doing("judging by comparing with every hash")
    pairs = set(zip(hits.rows.tolist(), hits.places.tolist(), strict=True))
    near, ours = _slowly(asked, known), {pair for pair in pairs if pair[0] < JUDGED}
    planted = {(row, int(place)) for row, place in enumerate(sources)}
    tell(
        "index",
        {
            "queries_per_s": round(len(asked) / seconds),
            "queries_per_cpu_s": round(len(asked) / cpu_s),
            "single_queries_per_s": round(len(singles) / sum(singles)),
            "single_p99_ms": rounded(1000 * float(np.percentile(singles, 99))),
            "recall": rounded(len(planted & pairs) / len(planted)),
            "same_as_every_pair": near == ours,
            "judged": JUDGED,
            "queries_per_s_within_47": round(300 / wider_s),
            "add_ms": rounded(add_ms),
            "remove_ms": rounded(remove_ms),
            "mb": round(index.megabytes),
            "build_s": rounded(build_s),
            "known": KNOWN,
        },
        beside=_beside(known, asked),
        limit={"queries_per_s": 5000, "recall": 1.0, "add_ms": 1.0, "remove_ms": 1.0, "mb": 400},
        seed=SEED,
    )


def _questions(rng: np.random.Generator, known: Codes) -> tuple[Codes, NDArray[np.int64]]:
    """Give questions, the first half of them near a known hash, and which."""
    asked = rng.integers(0, 2**64, size=(ASKED, 4), dtype=np.uint64)
    sources = rng.integers(0, len(known), ASKED // 2)
    for row, place in enumerate(sources):
        asked[row] = known[place]
        for bit in rng.choice(256, rng.integers(0, WITHIN + 1), replace=False).tolist():
            asked[row, bit // 64] ^= np.uint64(1 << (bit % 64))
    return asked, sources


def _changes(index: HammingIndex, codes: Codes) -> tuple[float, float]:
    """Give milliseconds to add one hash and to take one out, each the slowest of a hundred means of ten."""
    index.remove(index.add(codes[0]))
    places: list[int] = []
    adding = [_seconds(lambda at=at: places.extend(map(index.add, codes[at : at + 10]))) for at in range(0, 1000, 10)]  # type: ignore[misc]
    removing = [
        _seconds(lambda at=at: [index.remove(one) for one in places[at : at + 10]]) for at in range(0, 1000, 10)
    ]  # type: ignore[misc]
    return 100 * max(adding), 100 * max(removing)


def _slowly(asked: Codes, known: Codes) -> set[tuple[int, int]]:
    near = set()
    for row in range(JUDGED):
        apart = np.bitwise_count(asked[row] ^ known).sum(axis=1)
        near |= {(row, int(place)) for place in np.flatnonzero(apart <= WITHIN)}
    return near


def _beside(known: Codes, asked: Codes) -> dict[str, object]:
    """Ask the others the same: questions from both halves."""
    few = np.concatenate([asked[: BESIDE // 2], asked[-BESIDE // 2 :]])
    rows = np.ascontiguousarray(known.astype(">u8")).view(np.uint8).reshape(-1, 32)
    questions = np.ascontiguousarray(few.astype(">u8")).view(np.uint8).reshape(-1, 32)
    doing("asking FAISS (every hash)")
    flat = faiss.IndexBinaryFlat(256)
    flat.add(rows)
    flat_s = _seconds(lambda: flat.range_search(questions, WITHIN + 1))
    doing("asking FAISS (multi-hash)")
    multi = faiss.IndexBinaryMultiHash(256, 16, 16)
    multi.nflip = 1
    multi.add(rows)
    multi_s = _seconds(lambda: multi.range_search(questions, WITHIN + 1))
    doing("asking threatexchange")
    theirs = PDQIndex.build((row.tobytes().hex(), place) for place, row in enumerate(rows))
    hexes = [row.tobytes().hex() for row in questions]
    theirs_s = _seconds(lambda: [theirs.query(one) for one in hexes])
    return {
        "faiss_flat_queries_per_s": rounded(BESIDE / flat_s),
        "faiss_multi_hash_queries_per_s": rounded(BESIDE / multi_s),
        "threatexchange_queries_per_s": rounded(BESIDE / theirs_s),
    }


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()

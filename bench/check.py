"""How long a platform waits for an answer about a post with one picture, when two million hashes are banked.

The picture is decoded and looked at in the limited process, and every view of it is looked up; nothing is kept from one
question to the next. Banks are filled in memory: what a database adds is read once, when the service starts. On a machine that
others load, the seconds of a processor tell more than those of the clock.
"""

import io
import time
from datetime import UTC, datetime
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

import numpy as np

from bench.report import doing, rounded, tell
from cautery.model.bank import BankEntry
from cautery.model.content import Content
from cautery.signals.match import Matcher
from cautery.signals.media.looker import DecoderProcess
from tests.material import landscape

KNOWN, PICTURES, ROUNDS, SEED = 2_000_000, 20, 25, 1
NOON = datetime(2020, 1, 1, tzinfo=UTC)
TEXT = "the ferry is late and it rains a little, who wants to play chess on Sunday"


def main() -> None:
    """Measure, and print the line."""
    doing(f"banking {KNOWN:,} hashes")
    by_lot = np.random.default_rng(SEED).bytes(32 * KNOWN)
    entries = [_entry(by_lot[32 * at : 32 * at + 32].hex()) for at in range(KNOWN)]
    begin = time.perf_counter()
    matcher = Matcher(entries, at=NOON)
    ready_s = time.perf_counter() - begin
    doing("asking")
    files = [_file(seed) for seed in range(PICTURES)]
    waited: list[tuple[float, float]] = []
    used = _cpu()
    with DecoderProcess() as looker:
        matcher.match(Content(media=(looker.look(files[0]),)))
        for data in files * ROUNDS:
            begin = time.perf_counter()
            media = looker.look(data)
            seen = time.perf_counter() - begin
            matcher.match(Content(text=TEXT, media=(media,)))
            waited.append((time.perf_counter() - begin, seen))
    each = (_cpu() - used) / len(waited)
    whole, looking = 1000 * np.percentile(np.array(waited), [50, 99], axis=0).T
    tell(
        "check",
        {
            "p50_ms": rounded(float(whole[0])),
            "p99_ms": rounded(float(whole[1])),
            "decoding_p99_ms": rounded(float(looking[1])),
            "cpu_ms_each": rounded(1000 * each),
            "questions": len(waited),
            "known": KNOWN,
            "ready_s": rounded(ready_s),
        },
        beside={},
        limit={"p99_ms": 100},
        seed=SEED,
    )


def _cpu() -> float:
    """Give the seconds of a processor that this process and those which it has ended have used."""
    return sum(used.ru_utime + used.ru_stime for used in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def _entry(value: str) -> BankEntry:
    return BankEntry(
        bank="lists",
        type="image_pdq",
        value=value,
        origin="by lot",
        policy="house",
        why="",
        added_by="bench",
        added_at=NOON,
    )


def _file(seed: int) -> bytes:
    out = io.BytesIO()
    landscape(seed, 1280, 960).save(out, "JPEG", quality=85)
    return out.getvalue()


if __name__ == "__main__":
    main()

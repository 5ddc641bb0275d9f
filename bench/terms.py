"""How many posts a second are searched for ten thousand terms, in one process: as the product does, in many posts at once.

`posts_per_s` is the first reading; `read_twice_posts_per_s` is all that the product does, second readings too. Seconds are of a
processor, not of the clock.

Beside it: the same terms as one alternation of Python's `re`, which is what a first version would use, on a share of the posts.
"""

import random
import re
import time

import polars as pl

from bench.report import doing, rounded, tell
from cautery.model.content import Content
from cautery.signals.fold import fold
from cautery.signals.term_columns import find_terms
from cautery.signals.types.term import Term, Terms

POSTS, TERMS, BESIDE, SEED = 400_000, 10_000, 400, 1
ARABIC = 0.3
"""Share of posts in Arabic; the others are in plain Latin letters."""
LETTERS = ("abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي")


def main() -> None:
    """Measure, and print the line."""
    rng = random.Random(SEED)
    written = [[_word(rng, letters) for _ in range(30_000)] for letters in LETTERS]
    terms = rng.sample([word for words in written for word in words], TERMS)
    known_words = set(terms)
    usual = [[word for word in words if word not in known_words] for words in written]
    doing(f"writing {POSTS:,} posts")
    posts = [_post(rng, usual[rng.random() < ARABIC], terms) for _ in range(POSTS)]
    texts, known = pl.Series(posts), Terms([Term().canonical(term) for term in terms])
    find_terms(texts.head(1000), known)
    doing("searching")
    begin = time.process_time()
    found = find_terms(texts, known)
    seconds = time.process_time() - begin
    contents = [Content(text=post) for post in posts]
    begin = time.process_time()
    twice = sum(1 for _ in known.find_in_many(contents))
    seconds_twice = time.process_time() - begin
    tell(
        "terms",
        {
            "posts_per_s": round(POSTS / seconds),
            "read_twice_posts_per_s": round(POSTS / seconds_twice),
            "terms": TERMS,
            "found": found.height,
            "found_in_two_readings": twice,
            "letters": sum(map(len, posts)) // POSTS,
        },
        beside={"re_alternation_posts_per_s": rounded(_beside(posts[:BESIDE], terms))},
        limit={"posts_per_s": 1_000_000, "read_twice_posts_per_s": 300_000},
        seed=SEED,
    )


def _word(rng: random.Random, letters: str) -> str:
    return "".join(rng.choices(letters, k=rng.randint(4, 9)))


def _post(rng: random.Random, usual: list[str], terms: list[str]) -> str:
    words = rng.choices(usual, k=rng.randint(6, 18))
    if rng.random() < 0.03:
        words[0] = rng.choice(terms)
    return " ".join(words)


def _beside(posts: list[str], terms: list[str]) -> float:
    pattern = re.compile(
        r"\b(?:" + "|".join(re.escape(fold(term)) for term in sorted(terms, key=len, reverse=True)) + r")\b"
    )
    begin = time.perf_counter()
    for post in posts:
        pattern.findall(fold(post))
    return len(posts) / (time.perf_counter() - begin)


if __name__ == "__main__":
    main()

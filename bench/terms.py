"""How many posts a second the product searches for ten thousand terms, in one process: every reading, post by post.

Beside it: the first reading alone, of all posts as columns (`bench/term_columns.py`), and the same terms as one alternation
of Python's `re`, which is what a first version would use, on a share of the posts.
"""

import random
import re
import time

import polars as pl

from bench.report import doing, rounded, tell
from bench.term_columns import find_terms
from cautery.model.content import Content
from cautery.signals.fold import fold
from cautery.signals.types.term import Term, Terms

POSTS, SEARCHED, TERMS, BESIDE, SEED = 400_000, 40_000, 10_000, 400, 1
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
    searched = [Content(text=post) for post in posts[:SEARCHED]]
    list(known.find(searched[0]))
    doing(f"searching {SEARCHED:,} posts as the product does")
    begin = time.process_time()
    found = sum(1 for post in searched for _ in known.find(post))
    seconds = time.process_time() - begin
    doing("searching all as columns")
    begin = time.perf_counter()
    find_terms(texts, known)
    in_columns = time.perf_counter() - begin
    tell(
        "terms",
        {
            "posts_per_s": round(SEARCHED / seconds),
            "terms": TERMS,
            "found": found,
            "letters": sum(map(len, posts)) // POSTS,
        },
        beside={
            "columns_first_reading_posts_per_s": round(POSTS / in_columns),
            "re_alternation_posts_per_s": rounded(_beside(posts[:BESIDE], terms)),
        },
        limit={"posts_per_s": 1_000_000},
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

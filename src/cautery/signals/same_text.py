"""Whether two texts that have much in common are one text: which words stand in both, and what differs.

A text is met again in a longer one, cut short, or with words exchanged. It is another text when what differs is what it is
about: a negation, all of its numbers, or a whole phrase in the place of another, as in templates, greetings and footers.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

MOST_WORDS = 400
"""Words of each text that are laid side by side."""
HELD, CUT, EXCHANGED = 0.8, 0.9, 0.65
"""Least share of words in both: of a known text inside a longer one, of a piece of it, of either with words exchanged."""
FEWEST_WORDS, LEAST_OF_KNOWN = 8, 0.35
ANOTHER_PHRASE = 3
"""So many words in the place of so many others are another subject; one or two are a word exchanged."""
LONGEST_INSERTED = 8
"""More words between are somebody's own beside a quotation, whatever they deny."""
NEGATIONS = frozenset(
    "not no never nor none cannot dont doesnt didnt isnt arent wasnt werent wont cant mustnt shouldnt without nicht kein keine "
    "keinen nie niemals ne pas jamais aucun sans no nunca jamas sin ningun не нет никогда без ни değil yok hayır asla bukan "
    "tidak jangan belum tanpa لا لن لم ليس ليست غير بدون ما نه نیست نمی نہیں מה לא אל אין בלי "
    "不 没 沒 别 別 無 ない ません ไม่".split()
)
_NUMBER = re.compile(r"\d+(?:[:.,]\d+)*")
Block = tuple[str, int, int, int, int]
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff]")


def words_of(text: str) -> list[str]:
    """Part a plain text into words; scripts that write none between spaces, into letters."""
    return [part for word in text.split() for part in (word if _UNSPACED.search(word) else (word,))][:MOST_WORDS]


def shared(known: Sequence[str], asked: Sequence[str]) -> float | None:
    """Say how much two texts share, 0..1, when they are one text; None when they are two."""
    if min(len(known), len(asked)) < FEWEST_WORDS:
        return None
    blocks = SequenceMatcher(None, known, asked, autojunk=False).get_opcodes()
    same = sum(end - begin for kind, begin, end, _, _ in blocks if kind == "equal")
    of_known, of_asked = same / len(known), same / len(asked)
    met = of_known >= HELD or (of_asked >= CUT and of_known >= LEAST_OF_KNOWN) or min(of_known, of_asked) >= EXCHANGED
    return max(of_known, of_asked) if met and not _differs(known, asked, blocks) else None


def is_another(known: Sequence[str], asked: Sequence[str]) -> bool:
    """Tell whether what differs makes two near texts two."""
    return _differs(known, asked, SequenceMatcher(None, known, asked, autojunk=False).get_opcodes())


def numbers_differ(known: str, asked: str) -> bool:
    """Tell whether two texts of several numbers each have none in common: another bus, another day.

    As many numbers in each are held against each other place by place: one that stands elsewhere is met by chance.
    """
    one, other = _NUMBER.findall(known), _NUMBER.findall(asked)
    if min(len(one), len(other)) < 2:
        return False
    common = set(one) & set(other)
    moved = (
        len(one) == len(other) and 2 * len(common) < len(one) and all(a != b for a, b in zip(one, other, strict=True))
    )
    return moved or not common


def _differs(known: Sequence[str], asked: Sequence[str], blocks: Sequence[Block]) -> bool:
    """Look at what stands in the place of something else, and at negations inside of what both have."""
    bag_known, bag_asked = set(known), set(asked)
    changed = list(_changed(blocks))
    for begin, end, start, stop in changed:
        gone, come = known[begin:end], asked[start:stop]
        inside = (begin > 0 and end < len(known)) or (start > 0 and stop < len(asked))
        if (
            inside
            and gone != come
            and (NEGATIONS & set(gone)) != (NEGATIONS & set(come))
            and stop - start <= LONGEST_INSERTED
        ):
            return True
        lost = sum(word not in bag_asked for word in gone)
        new = sum(word not in bag_known for word in come)
        if min(lost, new) >= ANOTHER_PHRASE:
            return True
    return False


def _changed(blocks: Sequence[Block]) -> Iterator[tuple[int, int, int, int]]:
    """Give the places where texts differ; a lone word in both does not part two of them."""
    open_at: tuple[int, int, int, int] | None = None
    for kind, begin, end, start, stop in blocks:
        if kind != "equal":
            open_at = (open_at[0], end, open_at[2], stop) if open_at else (begin, end, start, stop)
        elif open_at and (end - begin > 1):
            yield open_at
            open_at = None
    if open_at:
        yield open_at

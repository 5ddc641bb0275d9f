"""What languages write onto a word: whether a word is a known one with an ending, an article or a particle."""

import re
from itertools import product

FEWEST_LETTERS = 3
"""A shorter term is found only as a whole word: 'as' with an ending is 'ass'."""
LONGEST = 16
"""More letters than any particles together have."""
_ARABIC_BEFORE = frozenset(
    ask + joined + preposition + article
    for ask, joined, preposition, article in product(
        ("", "ا"), ("", "و", "ف"), ("", "ب", "ل", "ك", "س"), ("", "ال", "لل")
    )
)
_ARABIC_BEHIND = frozenset(
    ("", *"ي ه ها هم هن نا كم كن ك ين ون ان ات ته تي تهم تها يه يون يين ام اش مان شان تان هاي هايي وں یں".split())
)
_HEBREW_BEFORE = frozenset(
    "".join(some) for some in product(("", "ו"), ("", "כ", "ש", "מ"), ("", "ב", "ל", "מ"), ("", "ה"))
)
_HEBREW_BEHIND = frozenset(("", *"ים ות י ו ה ך נו כם הם ן".split()))
_KOREAN = (
    "은 는 이 가 을 를 의 에 에서 에게 로 으로 와 과 도 만 까지 부터 한테 들 들이 들은 들을 이나 나 라 이라 야 처럼 보다 "
    "입니다"
)
_KOREAN_BEHIND = frozenset(
    (
        "",
        *_KOREAN.split(),
    )
)
_CYRILLIC_ENDS = "ьйаяоеыиі"
_CYRILLIC_BEHIND = frozenset(("", *"а я у ю ом ем ём е ы и ов ев ей ам ям ами ями ах ях ой ою ою і ів".split()))
_TURKISH = "{0} {0}i {0}in {0}e {0}de {0}den"
_LATIN_BEHIND = frozenset(
    ("", "s", "es", "n", "nya", *_TURKISH.format("ler").split(), *"lar ları larin ların lara larda lardan lari".split())
)
_FRONT, _BACK, _VOWELS = "eiöü", "aıouâ", re.compile("[aeiıoöuüâ]")
_SCRIPTS = (
    (re.compile("[a-z\u00df-\u024f]"), frozenset(("",)), _LATIN_BEHIND),
    (re.compile("[\u0621-\u06d3]"), _ARABIC_BEFORE, _ARABIC_BEHIND),
    (re.compile("[\u05d0-\u05ea]"), _HEBREW_BEFORE, _HEBREW_BEHIND),
    (re.compile("[\u0430-\u0491]"), frozenset(("",)), _CYRILLIC_BEHIND),
    (re.compile("[\uac00-\ud7a3]"), frozenset(("",)), _KOREAN_BEHIND),
)
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
"""Scripts that write words without spaces between them: Thai, Lao, Burmese, Khmer, kana and Han."""
_THAI_VOWEL = re.compile("[\u0e30-\u0e3a\u0e45-\u0e4e\u0eb0-\u0ebc\u102b-\u103e\u17b6-\u17d3]")


def stem_of(term: str) -> str:
    """Leave out the last letter of a Cyrillic word that other forms do not have: `фонарь`, `фонаря`; '' where there is none."""
    return (
        term[:-1]
        if len(term) > FEWEST_LETTERS + 1 and term[-1] in _CYRILLIC_ENDS and "\u0430" <= term[0] <= "\u0491"
        else ""
    )


def _is_latin_form(term: str, behind: str) -> bool:
    """Plurals: English and Romance `s`, `es`, German `n` behind `e`, Indonesian `nya`, Turkish where the vowels agree."""
    if behind == "n":
        return term.endswith("e")
    if not behind.startswith("l"):
        return True
    vowels = _VOWELS.findall(term)
    return bool(vowels) and vowels[-1] in (_FRONT if behind[1] == "e" else _BACK)


def is_inflected(text: str, start: int, end: int) -> bool:
    """Tell whether what stands in a spaced text is a term with what its language writes onto it.

    Takes: the text, and where the term begins and ends in it.
    """
    term = text[start:end]
    if _UNSPACED.match(term):
        return len(term) > 1 and not _THAI_VOWEL.match(text[end : end + 1])
    before, behind = (
        text[max(0, start - LONGEST) : start].rpartition(" ")[2],
        text[end : end + LONGEST].partition(" ")[0],
    )
    letters = sum(map(str.isalpha, term))
    fewest = FEWEST_LETTERS if not term.isascii() else FEWEST_LETTERS + 1
    return letters >= (2 if "\uac00" <= term[-1] <= "\ud7a3" else fewest) and any(
        script.match(term)
        and before in fronts
        and behind in ends
        and (ends is not _LATIN_BEHIND or _is_latin_form(term, behind))
        for script, fronts, ends in _SCRIPTS
    )

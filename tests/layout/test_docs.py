"""Documents that people start with are plain: no sentence over 30 words, no left-out phrase, no broken link."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLAIN = (
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/reference/matching.md",
    *sorted(
        str(path.relative_to(ROOT))
        for kind in ("howto", "tutorial", "why")
        for path in (ROOT / "docs" / kind).glob("*.md")
    ),
)
"""Written in the field's terms; a document joins when it is rewritten."""
LONGEST = 30
LEFT_OUT = re.compile(
    r"\b(one|two|removed) hands?\b|\bhands\b|\bwhoever\b|\bnobody\b|\bwhom\b|what (came|comes|became|becomes) of|set apart|"
    r"taken? back|somebody else|on purpose|\bparked\b|\bdrifted\b|\bredrive\b|\bretell\b|\bratif|rule that is broken|"
    r"gives? an hour",
    re.IGNORECASE,
)


def sentences(text: str) -> Iterator[str]:
    """Split prose into sentences; code, tables and links' addresses are no prose."""
    prose = re.sub(r"```.*?```|^\|.*$|^#+ .*$|\]\([^)]*\)|`[^`]*`", " ", text, flags=re.DOTALL | re.MULTILINE)
    for block in re.split(r"\n\s*\n|\n\s*[-*] |\n\s*\d+\. ", prose):
        yield from re.split(r"(?<=[.!?:;])\s+", " ".join(block.split()))


@pytest.mark.parametrize("name", PLAIN)
def test_no_sentence_is_longer_than_a_reader_breathes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert [one for one in sentences(text) if len(one.split()) > LONGEST] == []


@pytest.mark.parametrize("name", PLAIN)
def test_no_document_says_what_the_terms_leave_out(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert [found.group() for found in LEFT_OUT.finditer(re.sub(r"`[^`\n]*`", " ", text))] == []


def test_every_link_inside_leads_to_a_file() -> None:
    broken = []
    for path in [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")]:
        links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text(encoding="utf-8"))
        broken += [f"{path.relative_to(ROOT)}: {link}" for link in links if not (path.parent / link).exists()]

    assert broken == []

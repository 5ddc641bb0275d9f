"""What people read uses the field's terms: no left-out phrase stands in a template, the catalogue or a command's help."""

import re
from pathlib import Path

import pytest

from docs.print_catalogue import collected

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "src" / "cautery" / "console" / "templates").glob("*.html"))
LEFT_OUT = (
    r"breaks? a rule",
    r"rule that is broken",
    r"what is to be done",
    r"leave it( up)?\b",
    r"left alone",
    r"on purpose",
    r"somebody complained|complain(s|ed|ing)?\b",  # a complaint is the word of Regulation (EU) 2022/2065, Article 20
    r"how the like",
    r"more is asked",
    r"whom it stands|stands? around|stands with",
    r"passes on\b|at the edge",
    r"what attaches|attaches to it|does not explain it",
    r"\b(one|two|removed) hands?\b|\bhands\b",
    r"set (them )?apart",
    r"put (something|a value) in",
    r"harmless",
    r"hold that against",
    r"\bthe switch\b|let (it|everything|them) go\b",
    r"\b(parked|drifted|recalled|redrive|retell)\b",
    r"called off|taken? (it )?(all )?back",
    r"begin alone|ratif",
    r"tell them nothing|told nothing|silence",
    r"\bobject(s|ed|ion)?\b",
    r"heard by|hear an appeal",
    r"known answer|judge (one )?again",
    r"\b(house|hooks)\b",
    r"not for you|not here|was faster|just now",
    r"at the door|comes in\b",
    r"\bnobody\b|\bwhoever\b|\bwhom\b|what (came|comes|becomes|became) of",
    r"unless told|software puts",
)
"""The right column of the table of terms, and words that the voice leaves out."""
SAYS = re.compile("|".join(f"({phrase})" for phrase in LEFT_OUT), re.IGNORECASE)


def test_no_message_of_console_letters_or_commands_says_it() -> None:
    said = {
        text: found.group()
        for message in collected()
        for text in (message.id if isinstance(message.id, tuple) else (message.id,))
        if (found := SAYS.search(text))
    }

    assert said == {}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_no_text_of_a_template_says_it(template: Path) -> None:
    text = re.sub(r"\{[{%#].*?[}%#]\}|<[^>]*>", " ", template.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert SAYS.findall(text) == []


@pytest.mark.parametrize("text", ["Somebody complained of it", "Take it all back", "Is parked", "removed hands"])
def test_the_check_finds_what_it_is_for(text: str) -> None:
    assert SAYS.search(text)

"""The page about input formats is printed from the formats, and from nothing else."""

from docs.print_formats import PAGE, written


def test_the_page_says_what_the_formats_say() -> None:
    """Print it again with: python -m docs.print_formats"""
    assert PAGE.read_text(encoding="utf-8") == written()

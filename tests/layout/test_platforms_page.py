"""The page about platforms is printed from the connectors, and from nothing else."""

from docs.print_platforms import PAGE, written


def test_the_page_says_what_the_connectors_say() -> None:
    """Print it again with: python docs/print_platforms.py"""
    assert PAGE.read_text(encoding="utf-8") == written()

"""Reads markup that strangers wrote: whatever stands in it, the words and links around it are read."""

from html.parser import HTMLParser


class Markup(HTMLParser):
    """A parser of HTML that refuses nothing.

    Python's raises AssertionError at `<![x`, a section that HTML does not have: one such sign would hide a whole post. Browsers
    take it for a comment, and so does this.
    """

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Read a section as what browsers take it for."""
        return self.parse_bogus_comment(i, bool(report))

    def read(self, text: str) -> None:
        """Read a whole text, its end too where that breaks off."""
        self.feed(text)
        self.close()

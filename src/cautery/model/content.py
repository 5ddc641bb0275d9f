"""What is looked at when something is to be recognised: text, links and media, wherever they came from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One thing that was published, or is about to be."""

    text: str = ""
    links: tuple[str, ...] = ()

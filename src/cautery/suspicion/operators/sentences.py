"""What a finding says, as a sentence that a reviewer can check. What only the platform sees is told without its value."""

from cautery.suspicion.operators.compare import Finding
from cautery.suspicion.operators.portrait import ACCESS

_NOUNS = {
    "device": "device",
    "ip": "address",
    "asn": "network",
    "email": "e-mail address",
    "email_pattern": "pattern of e-mail address",
    "phone": "telephone number",
    "client": "program",
    "bio": "words about itself",
    "avatar": "picture",
    "follows": "account followed",
    "circle": "account turned to",
    "links": "link",
    "handoffs": "contact",
    "media": "picture, film or recording",
    "passages": "passage of text",
    "hashtags": "hashtag",
    "hosts": "site linked to",
}
_WRITING = {
    "style": "the words and shapes of its sentences",
    "lengths": "the length of its posts",
    "habits": "small habits such as punctuation",
    "hours": "the hours of its posts",
}


def sentence(finding: Finding, bits: float) -> str:
    """Tell one finding in words."""
    if finding.channel == "writing":
        return _writing(finding, bits)
    if finding.channel == "delay":
        return "opened when hands mostly come back" if bits > 0 else "opened at a time when few hands come back"
    if finding.channel == "declared":
        return f"declared to continue it, by name: {finding.shared[0].value}" if finding.shared else "not declared"
    if finding.channel in ("handle", "display_name"):
        noun = finding.channel.replace("_", " ")
        return f"its {noun} is '{finding.shared[0].value}' spelled again" if finding.shared else f"another {noun}"
    return _value(finding)


def _value(finding: Finding) -> str:
    noun = _NOUNS[finding.channel]
    if not finding.shared:
        return f"no {noun} in common"
    count = len(finding.shared)
    how_many = f"the same {noun}" if count == 1 else f"{count} of the same: {noun}"
    if finding.channel in ACCESS or finding.channel in ("avatar", "media"):
        return how_many
    return f"{how_many}, such as '{finding.shared[0].value[:80]}'"


def _writing(finding: Finding, bits: float) -> str:
    strongest = _WRITING[finding.shared[0].value]
    return f"writes like it, most of all in {strongest}" if bits > 0 else "writes otherwise than it"

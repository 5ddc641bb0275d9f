"""What a finding says, as a sentence that a reviewer can check. What only the platform sees is told without its value."""

from cautery.suspicion.operators.compare import ChannelFinding
from cautery.suspicion.operators.portrait import ACCESS

_NOUNS = {
    "device": ("device", "devices"),
    "ip": ("address", "addresses"),
    "ip_prefix": ("line (IPv6 prefix)", "lines (IPv6 prefixes)"),
    "asn": ("network", "networks"),
    "email": ("e-mail address", "e-mail addresses"),
    "mailbox": ("mailbox, written another way", "mailboxes, written another way"),
    "phone": ("telephone number", "telephone numbers"),
    "client": ("program", "programs"),
    "bio": ("phrase about itself", "phrases about itself"),
    "avatar": ("profile picture", "profile pictures"),
    "follows": ("account followed", "accounts followed"),
    "circle": ("account turned to", "accounts turned to"),
    "links": ("link", "links"),
    "handoffs": ("contact", "contacts"),
    "media": ("picture, film or recording", "pictures, films or recordings"),
    "passages": ("passage of text", "passages of text"),
    "hashtags": ("hashtag", "hashtags"),
    "hosts": ("site linked to", "sites linked to"),
}
"""What one value of a channel is called, and what several are."""
_WRITING = {
    "style": "the words and shapes of its sentences",
    "lengths": "the length of its posts",
    "habits": "small habits such as punctuation",
    "hours": "the hours of its posts",
}


def sentence(finding: ChannelFinding, bits: float) -> str:
    """Tell one finding in words."""
    if finding.channel == "writing":
        return _writing(finding, bits)
    if finding.channel == "delay":
        return _delay(finding.days)
    if finding.channel == "declared":
        return f"declared to continue it, by name: {finding.shared[0].value}" if finding.shared else "not declared"
    if finding.channel in ("handle", "display_name"):
        noun = finding.channel.replace("_", " ")
        return f"its {noun} is '{finding.shared[0].value}' spelled again" if finding.shared else f"another {noun}"
    return _value(finding)


def _value(finding: ChannelFinding) -> str:
    one, several = _NOUNS[finding.channel]
    if not finding.shared:
        return f"no {one} in common"
    count, first = len(finding.shared), finding.shared[0].value[:80]
    if finding.channel in ACCESS:
        same = f"the same {one}" if count == 1 else f"{count:,} of the same {several}"
        which = "" if count == 1 else "the rarest "
        return f"{same}, {which}used by {_others(finding.others)}"
    if finding.channel in ("avatar", "media"):
        return f"the same {one}" if count == 1 else f"{count:,} of the same {several}"
    return f"the same {one}, '{first}'" if count == 1 else f"{count:,} of the same {several}, such as '{first}'"


def _delay(days: int | None) -> str:
    """Tell a life beside the removed account from one after it."""
    if days is None:
        return "not known when it was opened"
    many = f"{abs(days):,} {'day' if abs(days) == 1 else 'days'}"
    return f"opened {many} after the removal" if days >= 0 else f"active for {many} before the removal"


def _others(many: int) -> str:
    return "no other account" if many == 0 else "one more account" if many == 1 else f"{many:,} more accounts"


def _writing(finding: ChannelFinding, bits: float) -> str:
    strongest = _WRITING[finding.shared[0].value]
    read = f"({finding.others:,} texts of its own beside {finding.texts:,})"
    return f"writes like it, most of all in {strongest} {read}" if bits > 0 else f"writes otherwise than it {read}"

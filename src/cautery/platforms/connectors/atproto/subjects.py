"""What can be acted upon: an account, a record of it, or a picture of it; and how servers name them."""

import re
from typing import Any

from cautery.errors import Missing
from cautery.model.account import Account, Platform
from cautery.model.action import Action

_DID = re.compile(r"did:[a-z]+:[A-Za-z0-9._:%-]{1,2000}")
_WITHIN = re.compile(r"at://(?P<did>[^/]+)/(?P<collection>[A-Za-z0-9.-]+)/(?P<key>[^/]+)")

Subject = dict[str, Any]
"""As the servers write it: a kind, and what it is known by."""


def account(about: Account, *, platform: Platform) -> Subject:
    """Name an account; Missing when it cannot be one of this platform."""
    if about.platform != platform or not _DID.fullmatch(about.id):
        raise Missing(f"There is no account '{about.id}' on '{platform}'.")
    return {"$type": "com.atproto.admin.defs#repoRef", "did": about.id}


def item(action: Action, *, platform: Platform) -> Subject:
    """Name what an action is about, within its account: a record, or a picture by the id that events give it."""
    account(action.about, platform=platform)
    found = _WITHIN.fullmatch(action.post or "")
    if found is None or found["did"] != action.about.id:
        raise Missing(f"There is no post '{action.post}' of '{action.about.id}' on '{platform}'.")
    if found["collection"] == "blob":
        return {"$type": "com.atproto.admin.defs#repoBlobRef", "did": found["did"], "cid": found["key"]}
    return {"$type": "com.atproto.repo.strongRef", "uri": action.post}


def query(subject: Subject) -> dict[str, str]:
    """Write a subject as the parameters of a question about it."""
    if "uri" in subject:
        return {"uri": str(subject["uri"])}
    return {"did": str(subject["did"])} | ({"blob": str(subject["cid"])} if "cid" in subject else {})

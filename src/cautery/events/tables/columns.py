"""What each column of a table is, by the names that forums and people give to columns."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from cautery.errors import Invalid

TableKind = Literal["posts", "members", "removed"]
NAMES: Mapping[str, tuple[str, ...]] = {
    "account": (
        "account",
        "account_id",
        "user_id",
        "userid",
        "author_id",
        "member_id",
        "poster_id",
        "uid",
        "id_member",
    ),
    "handle": (
        *("handle", "username", "user_name", "screen_name", "login", "user", "author", "poster", "member", "nick"),
        *("nickname", "poster_name", "post_username", "benutzername", "autor", "usuario", "utilisateur", "kullanici"),
    ),
    "display_name": ("display_name", "full_name", "real_name", "name"),
    "text": (
        *("text", "message", "body", "content", "post_text", "raw", "comment", "msg", "post", "cooked"),
        *("nachricht", "beitrag", "mensaje", "texto", "texte", "contenu"),
    ),
    "at": (
        *("at", "date", "created_at", "time", "timestamp", "datetime", "posted_at", "post_time", "dateline", "posted"),
        *(
            "created",
            "joined",
            "joined_at",
            "registered",
            "regdate",
            "user_regdate",
            "registration_date",
            "poster_time",
        ),
        *("datum", "zeit", "fecha", "tarih", "banned_at", "removed_at", "suspended_at", "ban_date"),
    ),
    "post": ("post_id", "postid", "pid", "message_id", "comment_id", "id_msg", "id"),
    "reply_to": ("reply_to", "reply_to_post_id", "parent_id", "in_reply_to", "replyto"),
    "ip": ("ip", "ip_address", "poster_ip", "user_ip", "ipaddress", "registration_ip", "regip", "lastip"),
    "email": ("email", "e_mail", "mail", "user_email", "email_address"),
    "phone": ("phone", "telephone", "mobile", "telefon"),
    "device": ("device", "device_id", "fingerprint", "visitor_id"),
    "client": ("client", "user_agent", "browser", "useragent"),
    "bio": ("bio", "about", "about_me", "signature", "user_sig"),
}
"""What a column may be, and the names by which it is known; the first name that a table has is taken."""
TRAITS = ("ip", "email", "phone", "device", "client")
NEEDED: Mapping[TableKind, tuple[str, ...]] = {"posts": ("text", "at"), "members": ("at",), "removed": ()}
Columns = Mapping[str, int]
"""The place of each column that is used, by what it is."""


def recognise(header: Sequence[str], said: Mapping[str, str], *, kind: TableKind | None = None) -> Columns:
    """Say what the columns of a table are.

    Args:
        said: by a person: the name of the column, by what it is; it goes before what is recognised.
        kind: what the table is; of a list of who was removed, `id` names accounts and not posts.
    """
    plain = [_plain(name) for name in header]
    columns = {what: _place(plain, header, what, name) for what, name in said.items()}
    for what, names in _names(kind).items():
        found = next((plain.index(name) for name in names if name in plain), None)
        if found is not None and what not in columns and found not in columns.values():
            columns[what] = found
    if "account" not in columns and "handle" in columns:
        columns["account"] = columns["handle"]
    return columns


def kind_of(columns: Columns) -> TableKind:
    """Tell what a table lists by its columns: posts have texts; members have addresses, or when they joined."""
    if "text" in columns:
        return "posts"
    return "members" if "at" in columns and {*TRAITS, "bio", "display_name"} & columns.keys() else "removed"


def refuse_unless_whole(columns: Columns, header: Sequence[str], *, kind: TableKind, file: str) -> None:
    """Refuse (Invalid) a table without what its kind needs, and say how to name the column."""
    missing = [what for what in ("account", *NEEDED[kind]) if what not in columns]
    if missing:
        raise Invalid(
            f"'{file}' has no column that is known to be '{missing[0]}', which a table of {kind} needs; its columns are: "
            f"{', '.join(header)}. Say which one it is: --column {missing[0]}=NAME"
        )


def _names(kind: TableKind | None) -> Mapping[str, tuple[str, ...]]:
    if kind not in ("removed", "members"):
        return NAMES
    return {what: names for what, names in NAMES.items() if what not in ("post", "text", "reply_to")} | {
        "account": (*NAMES["account"], "id")
    }


def _place(plain: Sequence[str], header: Sequence[str], what: str, name: str) -> int:
    if what not in NAMES:
        raise Invalid(f"There is no '{what}' in a table; a column can be: {', '.join(NAMES)}.")
    if _plain(name) not in plain:
        raise Invalid(f"There is no column '{name}'; the columns are: {', '.join(header)}.")
    return plain.index(_plain(name))


def _plain(name: str) -> str:
    """Write a column's name as those above are.

    >>> _plain(" User-Name ")
    'user_name'
    """
    return re.sub(r"[^\w]+", "_", name.strip().casefold()).strip("_")

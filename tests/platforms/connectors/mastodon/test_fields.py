"""Every field of recorded entities was decided about: used as something, or left out for a reason."""

from typing import Any

from cautery.kit.fields import NOT_USED, rows_of, undecided
from cautery.platforms.connectors.atproto.fields import FIELDS as ATPROTO
from cautery.platforms.connectors.mastodon.fields import FIELDS
from cautery.platforms.connectors.matrix.fields import FIELDS as MATRIX
from cautery.platforms.connectors.mediawiki.fields import FIELDS as MEDIAWIKI
from tests.servers.mastodon import answered, streamed_status


def test_every_field_of_what_a_real_mastodon_answered_was_decided_about() -> None:
    statuses: list[Any] = [*answered("test_public_tl", 3), streamed_status(0)]
    reports: list[Any] = answered("test_admin_reports", 4)
    holders = [report[side] for report in reports for side in ("account", "target_account")]
    accounts = [one["account"] for one in [*statuses, *holders]]
    media = [one for status in statuses for one in status["media_attachments"]]
    missing = {
        name
        for kind, entities in (
            ("status", statuses), ("report", reports), ("admin account", holders), ("account", accounts), ("media", media)
        )
        for entity in entities
        for name in undecided(entity, kind, FIELDS)
    }  # fmt: skip

    assert sorted(missing) == []


def test_whatever_is_left_out_is_left_out_for_a_reason() -> None:
    for table in (FIELDS, ATPROTO, MATRIX, MEDIAWIKI):
        assert [row for row in rows_of(table) if not row[2].removeprefix(NOT_USED).strip()] == []


def test_the_fields_of_the_other_platforms_documented_entities_were_decided_about() -> None:
    """As the specifications list them: client-server API of Matrix 1.11, lexicons of Bluesky, API of MediaWiki 1.39."""
    event = ("event_id", "type", "sender", "origin_server_ts", "content", "state_key", "unsigned", "room_id", "redacts")
    post = ("text", "entities", "facets", "reply", "embed", "langs", "labels", "tags", "createdAt", "$type")
    change = ("type", "ns", "title", "pageid", "revid", "old_revid", "rcid", "user", "timestamp", "comment", "logid",
              "logtype", "logaction", "logparams", "anon", "userhidden", "tags")  # fmt: skip

    assert undecided(dict.fromkeys(event), "event", MATRIX) == []
    assert undecided(dict.fromkeys(post), "post", ATPROTO) == []
    assert undecided(dict.fromkeys(change), "change", MEDIAWIKI) == []

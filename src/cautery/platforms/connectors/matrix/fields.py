"""What becomes of each field of Matrix's events, and of what Synapse lists to its administrator."""

from cautery.kit.fields import Fields, left_out, used

_TREE = "how servers agree on a room's history"
_LITTLE = "says nothing about what was said, or by whom"

FIELDS: Fields = {
    "event": used(
        event_id="event id, post.id",
        type="which event it is here; encrypted ones are not read",
        sender="account",
        origin_server_ts="at; received too, where it is our own server's",
        content="see below",
        state_key="who joined or left",
        redacts="post.removed",
        unsigned="the name that somebody had before",
        room_id="follow.created.target",
    )
    | left_out(_TREE, "auth_events prev_events depth hashes signatures origin prev_state replaces_state")
    | left_out("the same as the field beside it", "user_id age prev_content membership"),
    "content of a message": used(
        body="post.text; lines that quote an answered message as post.quoted; media.alt of a file",
        msgtype="media.kind",
        formatted_body="post.links of its anchors",
        format="tells whether formatted_body is read",
        url="media.id, media.url",
        info="media.mime, media.bytes",
        m__relates_to="post.reply_to; post.updated of what it replaces",
        m__new_content="post.updated",
        m__mentions="post.mentions",
    )
    | left_out("encrypted files cannot be looked at", "file")
    | left_out("where somebody is identifies them", "geo_uri org.matrix.msc3488.location org.matrix.msc3488.asset")
    | left_out("another form of what body says", "org.matrix.msc1767.text org.matrix.msc1767.file org.matrix.msc1767.audio "
               "org.matrix.msc3245.voice filename com.beeper.linkpreviews"),
    "content of a membership": used(
        membership="follow.created, follow.removed",
        displayname="account.updated, where only the name changed",
        avatar_url="account.updated, where only the picture changed",
    )
    | left_out(_LITTLE, "reason is_direct third_party_invite join_authorised_via_users_server"),
    "account": used(
        name="account, profile.handle", creation_ts="at", displayname="profile.display_name", avatar_url="profile.avatar"
    )
    | left_out("how it stands is asked when somebody acts", "deactivated locked suspended shadow_banned erased admin")
    | left_out(_LITTLE, "user_type is_guest last_seen_ts approved consent_version"),
    "report": used(
        id="notice.id", received_ts="received", user_id="notice.from", reason="notice.text", event_id="notice.about.post",
        sender="notice.about.account", target_user_id="notice.about.account",
    )
    | left_out(_LITTLE, "score name canonical_alias room_id event_json target_user_display_name"),
}  # fmt: skip

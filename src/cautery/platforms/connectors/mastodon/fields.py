"""What becomes of each field of Mastodon's entities (Status, Account, Admin::Account, Admin::Report)."""

from cautery.kit.fields import Fields, left_out, used

_LITTLE = "says nothing about what was said, or by whom"
_COUNTS = "counts of others' reactions change all the time, and nothing here is measured by them"
_OURS = "what whoever asks has done with it"

FIELDS: Fields = {
    "status": used(
        id="post.id",
        created_at="at, received",
        edited_at="post.updated",
        account="account",
        content="post.text, post.links; what it quotes as post.quoted",
        spoiler_text="post.text, in front",
        visibility="only what everybody may read counts",
        language="post.lang",
        in_reply_to_id="post.reply_to",
        in_reply_to_account_id="post.reply_to",
        reblog="post.repost_of",
        quote="post.quote_of; its words as post.quoted",
        mentions="post.mentions",
        media_attachments="post.media, with alt texts",
        poll="post.text, the choices",
        card="post.links; its title and description as post.quoted",
    )
    | left_out("its tags stand in the text", "tags")
    | left_out(_COUNTS, "replies_count reblogs_count favourites_count quotes_count")
    | left_out(_OURS, "favourited reblogged muted bookmarked pinned filtered quote_approval")
    | left_out(_LITTLE, "uri url application emojis sensitive text local_only tagged_collections"),
    "media": used(
        id="media.id", type="media.kind", url="media.url", remote_url="media.url, where url is missing",
        description="media.alt",
    )
    | left_out("a smaller picture of the same", "preview_url preview_remote_url text_url blurhash")
    | left_out(_LITTLE, "meta"),
    "account": used(
        id="account",
        username="profile.handle",
        display_name="profile.display_name",
        note="profile.bio, profile.links",
        fields="profile.bio, profile.links",
        avatar_static="profile.avatar",
        avatar_description="profile.avatar.alt",
        created_at="profile.created_at",
        followers_count="profile.followers",
        following_count="profile.following",
        moved="account.moved",
        also_known_as="profile.aliases",
    )
    | left_out("a decoration that many accounts copy", "header header_static header_description avatar")
    | left_out("the same as the field beside it", "acct url uri mute_expires_at")
    | left_out(_COUNTS, "statuses_count last_status_at")
    | left_out(_LITTLE, "locked bot group discoverable indexable noindex emojis roles hide_collections limited suspended "
               "source role memorial attribution_domains feature_approval show_media show_media_replies "
               "show_featured"),
    "admin account": used(
        id="account", username="profile.handle", created_at="at", account="see account", email="traits.email, hashed",
        ip="traits.ip, hashed", locale="profile.language", domain="tells an account of another server",
        suspended="how it stands", silenced="how it stands", sensitized="how it stands", disabled="how it stands",
    )
    | left_out("a single address says when it was used; those before it are not kept", "ips")
    | left_out("written to the moderators of that server", "invite_request invited_by_account_id created_by_application_id")
    | left_out(_LITTLE, "role confirmed approved"),
    "report": used(
        id="notice.id", created_at="received", account="notice.from", target_account="notice.about.account",
        statuses="notice.about.post, a notice each", category="notice.category", comment="notice.text", rules="notice.text",
        updated_at="a report that is changed is told again by the webhook report.updated",
        action_taken="what is changed after that adds nothing",
    )
    | left_out("what its moderators made of it", "action_taken_at assigned_account action_taken_by_account")
    | left_out(_LITTLE, "forwarded collections"),
}  # fmt: skip

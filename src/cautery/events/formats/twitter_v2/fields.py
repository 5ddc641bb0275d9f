"""What becomes of each field of API v2."""

from cautery.kit.fields import Fields, left_out, used

_COUNTS = "counts of others' reactions change all the time, and nothing here is measured by them"
_LOOK = "how a client shows it"
_PRICE = "says nothing about what was said, or by whom"

FIELDS: Fields = {
    "tweet": used(
        id="post.id; its time where created_at is missing",
        text="post.text, with entities of HTML read",
        note_tweet="post.text and post.links, in the place of the cut ones",
        author_id="account",
        created_at="at",
        edit_history_tweet_ids="post.removed of earlier versions, by 'edit'",
        entities="post.links, post.mentions; titles of pages as post.quoted",
        attachments="post.media, and a poll's choices in post.text",
        referenced_tweets="post.reply_to, post.repost_of, post.quote_of",
        in_reply_to_user_id="post.reply_to",
        lang="post.lang",
        public_metrics="post.views, from impression_count",
        author="account.updated, in flattened lines",
    )
    | left_out("the thread follows from post.reply_to", "conversation_id in_reply_to_user")
    | left_out("guesses of the platform about topics", "context_annotations")
    | left_out("where somebody is identifies them", "geo")
    | left_out(
        _PRICE,
        "edit_controls reply_settings possibly_sensitive source withheld card_uri community_id article "
        "suggested_source_links_with_counts display_text_range scopes",
    )
    | left_out("only told to the author", "non_public_metrics organic_metrics promoted_metrics")
    | left_out("what twarc or a stream writes beside a tweet", "__twarc matching_rules"),
    "user": used(
        id="account",
        username="profile.handle",
        name="profile.display_name",
        description="profile.bio",
        created_at="profile.created_at",
        public_metrics="profile.followers, profile.following",
        entities="profile.links",
        profile_image_url="profile.avatar",
    )
    | left_out("its address stands in entities", "url")
    | left_out("where somebody is identifies them", "location")
    | left_out(
        _PRICE,
        "protected verified verified_type pinned_tweet_id most_recent_tweet_id withheld parody subscription "
        "subscription_type receives_your_dm connection_status affiliation confirmed_email profile_banner_url "
        "is_identity_verified verified_followers_count",
    )
    | left_out("what twarc writes beside a user", "__twarc"),
    "media": used(
        media_key="media.id",
        type="media.kind",
        url="media.url",
        variants="media.url, where url is missing",
        preview_image_url="media.url, where nothing else is told",
        alt_text="media.alt",
    )
    | left_out(_LOOK, "height width duration_ms")
    | left_out(_COUNTS, "public_metrics non_public_metrics organic_metrics promoted_metrics"),
    "poll": used(id="finds the choices of a tweet", options="post.text")
    | left_out(_PRICE, "duration_minutes end_datetime voting_status"),
    "compliance of a batch": used(
        id="account or post.id", action="tells a line of a batch", created_at="tells a tweet from a user",
        redacted_at="at; where it is missing, nobody knows when, and it is taken as of now",
        reason="account.closed.by and reason, post.removed.by; 'protected' closes no account",
    ),
    "compliance of the stream": used(
        delete="post.removed", drop="post.removed", user_suspend="account.closed", user_delete="account.closed",
        user_unsuspend="account.reopened", user_undelete="account.reopened",
        user_profile_modification="account.renamed, account.updated",
    )
    | left_out("the tweet stays up elsewhere", "withheld user_withheld")
    | left_out("the account stays open", "user_protect user_unprotect")
    | left_out("the tweet comes again, whole", "undrop tweet_edit")
    | left_out(_PRICE, "scrub_geo"),
}  # fmt: skip

"""Twitter's API v2: one answer a line, `data` (one or several) with `includes`; flattened tweets; users; compliance.

An edited tweet is a post of its own, because its own id is what can be acted upon; the version before it is removed, by 'edit'.
A retweet carries the whole text of what it passes on, where the answer has it. Tweets that are only included are somebody
else's, and known by what refers to them. A line of errors is no event: it is rejected with what was said.
"""

from cautery.events.formats.twitter_v2.answers import TwitterV2

__all__ = ["TwitterV2"]

"""What the simulated world assumes, in one place: each number with where it comes from.

None of these is a truth. They are priors of published work where there is any ("published"), directions of published work
turned into a number ("direction"), or our own guess ("assumed"). Whoever shows a figure that was measured on the simulator
should say what becomes of it when these move.
"""

from collections.abc import Mapping
from typing import Literal

Channel = Literal[
    "handle", "name", "bio", "avatar", "links", "media", "contact", "device", "address", "email", "phone", "follows"
]

# --- hands: what is kept from one account to the next, and what is given up -------------------------------------------

KEPT: Mapping[Channel, float] = {
    "handle": 0.5,  # the template, re-spelt: the old handle itself is taken (prior of a literature review)
    "name": 0.4,  # the same
    "bio": 0.3,  # the same
    "avatar": 0.4,  # the same; a third of those kept are altered by a few bits (assumed)
    "links": 0.6,  # the same: its own paste pages
    "media": 0.7,  # the same: its own pictures and films
    "contact": 0.6,  # hand-offs such as "Kik me: x": assumed to be as lasting as links
    "device": 0.5,  # the same
    "address": 0.4,  # the same: IP and ASN together
    "email": 0.3,  # assumed
    "phone": 0.3,  # assumed
    "follows": 1.0,  # everybody follows somebody again; how many of them is REFOLLOWED
}
REFOLLOWED = (0.2, 0.4)
"""Jaccard overlap of a return's follows with those of the removed account (the same prior)."""
DROPPED = (0.2, 0.5)
"""Chance, drawn for each hand, that a channel which gave an account away is never used again (the same prior)."""
DECLARED = 0.3
"""Share of returns that say so in one of their first posts (assumed; in small collections it is about half)."""
ALTERED = 1 / 3
"""Share of the pictures kept that are altered a little, such as saved again (assumed)."""
HAS_CONTACT = 0.4
"""Share of hands that lead people away by a contact (published: 5-15 % of posts; of hands: assumed)."""

# --- hands: how many, and for how long --------------------------------------------------------------------------------

ACCOUNTS_EACH = 2.5
"""Mean accounts of a hand, geometric (prior 2-3)."""
MOST_ACCOUNTS = 50
"""The most that one hand has (the same prior)."""
STILL_UP = 0.15
"""Share of the network's accounts that are still up when the arrivals begin (assumed)."""
LIFETIME_D = ((0.30, 0.05, 2.0), (0.33, 2.0, 50.0), (0.37, 50.0, 120.0))
"""Days from opening to suspension: share, from, to (published: 30 % within 2 days, 63 % within 90, most below 50)."""
RETURNS_AGAIN = 0.85
"""With each suspension fewer hands return, by this factor (direction)."""
RETURN_DELAY_H = (24.0, 1.5)
"""Hours from suspension to return: median and spread of a lognormal (direction: hours to days)."""
HANDS_IN_A_CAUSE = 400
"""Hands that follow and pass on much the same accounts (assumed)."""

# --- everybody: where they sign up from -------------------------------------------------------------------------------

ADDRESSES: Mapping[str, float] = {"line": 0.45, "carrier": 0.35, "public": 0.12, "tunnel": 0.08}
"""Ordinary people: a line of their own, a carrier's NAT, a university, temple or office, a VPN (assumed)."""
ADDRESSES_OF_HANDS: Mapping[str, float] = {"line": 0.35, "carrier": 0.35, "public": 0.10, "tunnel": 0.20}
"""Hands hide more often behind a VPN (assumed)."""
BEHIND_ONE = {"carrier": 800, "public": 1500, "tunnel": 3000}
"""Accounts of the whole population for one address: with the shares above, about 280, 180 and 240 share one (assumed)."""
FAMILY = 0.25
"""Share of people on a line that others of their family use too (assumed)."""
FAMILY_DEVICE = 0.2
"""Share of those who also use the family's device (assumed)."""
HAS_PHONE = 0.4
"""Share of accounts that gave a telephone number (assumed)."""
AWAY = 0.3
"""Share of sessions that are not from home (assumed)."""

# --- everybody: what is common ----------------------------------------------------------------------------------------

AVATARS: Mapping[str, float] = {"none": 0.25, "stock": 0.35, "own": 0.40}
"""Ordinary people: the default egg, a club or series that hundreds show, a photo (assumed)."""
AVATARS_OF_HANDS: Mapping[str, float] = {"none": 0.15, "stock": 0.10, "cause": 0.35, "own": 0.40}
"""Hands also show their cause's flag, which believers and opponents show too (assumed)."""
COMMON_BIO = 0.5
"""Share of people whose bio is one that many have (assumed)."""
ON_TOPIC, FAVOURITE = 0.25, 0.2
"""Shares of words that belong to the topic, and that are the speaker's own favourites (chosen so that the way of writing says
what the prior gives it: AUC .75-.9 after ten posts; `habits` has what was measured)."""
MEME = 0.24
"""Share of ordinary posts that are from what goes round, reposted or copied word for word: jokes, verses, quotes (assumed)."""
LINKED, SHOWN = 0.28, 0.2
"""Shares of ordinary posts with a link, and with a picture (assumed: about as many as hands post, or counting would tell)."""
PASSED_ON = 0.25
"""Share of a hand's posts that are the cause's releases, which every hand of the cause passes on (assumed)."""
LIKE_A_HAND = {"believer": 0.4, "opponent": 0.4}
"""Share of people whose handle, picture and title are such as hands like (assumed); of all others it is OTHERS_LIKE_A_HAND."""
OTHERS_LIKE_A_HAND = 0.15
CONTACTS, LINKS_OWN, SHOWS_OWN = 0.1, 0.12, 0.15
"""Shares of a hand's other posts with its contact (published: 5-15 %), its own page, its own picture or film (assumed)."""
POPULAR = 0.6
"""Share of ordinary follows that go to popular accounts, by Zipf's law (assumed)."""
ARRIVING_ROLES: Mapping[str, float] = {
    "ordinary": 0.55,
    "fan": 0.12,
    "reporter": 0.06,
    "researcher": 0.03,
    "opponent": 0.12,
    "believer": 0.12,
}
"""Roles of the innocent who sign up: those most easily wronged are more frequent here than on a platform (assumed)."""

# --- who signs up in a crowd ------------------------------------------------------------------------------------------

BENIGN_KEPT: Mapping[str, float] = {
    "stem": 0.7,
    "name": 0.8,
    "bio": 0.4,
    "avatar": 0.7,
    "device": 0.7,
    "address": 0.7,
    "phone": 0.5,
    "media": 0.3,
}
"""What somebody keeps who lost a password or opens a second account, and hides nothing (assumed)."""
BENIGN_DECLARED = 0.3
"""Share of them who say so in one of their first posts (assumed)."""
BENIGN_REFOLLOWED = 0.5
"""Share of their own earlier follows that such a person follows again (assumed)."""
DRESSED = 0.4
"""Share of the framed who are reporters made to look like a return; the others are full copies (assumed)."""
SAME_DEVICE = 0.05
"""Share of those at a removed account's address who also use its device: a library's, a family's (assumed)."""

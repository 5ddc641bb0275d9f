"""Chapter 2, recognise: what in a post is known, or near to what is known.

Given texts, links and media, gives signals and matches with banked values, each with origin, policy and expiry. A match says
"the same material", never "the same intent"; a disputed value is never acted upon.
"""

"""Connections: who stands with whom, for people who look around an account.

Given: an account, a network, a name. Gives: pages to walk through. Writes nothing but the index of the search.

`memberships` lists networks and their members, `successions` who continues whom, `connections` draws both around an account,
`growth` tells how they came to be over time, `timeline` tells an account's history, `search` finds what bears a name and what
was posted, `posts_found` reads those posts; `search_stage` keeps the index, `search_query` reads what is typed.
"""

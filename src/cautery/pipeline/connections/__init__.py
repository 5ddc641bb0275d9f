"""Connections: who stands with whom, for people who look around an account.

Given: an account, a network, a name. Gives: pages to walk through. Never computes anything new and never writes.

`memberships` lists networks and their members, `successions` who continues whom, `connections` draws both around an account,
`timeline` tells an account's history, `search` finds what bears a name.
"""

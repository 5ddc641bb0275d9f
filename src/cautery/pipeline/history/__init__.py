"""History: reads what came in, as other rooms ask for it.

Given: the installation. Gives: tables up to a time, decisions that hold at a time, counts. Never writes a fact.

`lake` opens history, `read` cuts it at a time and says what 'now' is, `decided` gives the decisions that hold, `followers`
and `trait_counts` count.
"""

"""History: follows the journal, and reads what came in as other rooms ask for it.

Given: the installation. Gives: tables up to a time, decisions that hold at a time, counts. Never writes a fact.

`follower` takes a stage through the journal; `keeping` is the stage that writes history, `tidying` keeps its parts few, and
`healing` computes again what was damaged. `lake` opens history, `read` cuts it at a time and says what 'now' is, `decided`
gives the decisions that hold, `followers` and `trait_counts` count, `known_accounts` says whether an account was ever seen,
`removals` which of its posts are gone.
"""

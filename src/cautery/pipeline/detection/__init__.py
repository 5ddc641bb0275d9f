"""Detection: names accounts that deserve a look, operators that returned, and networks that act together.

Given: history, decisions, banks, what was learnt. Gives: suspicions, links, networks, each with its reasons,
and cases for those strong enough. Never decides.

`labelling` takes decisions of others in, `learn` and `learn_operators` learn from all; `suspects`, `operators` and `networks`
(`networks_on_spark` on a cluster) name. `suspicion_stage` keeps suspicions up to date while events come in: `accounts` is the
state that a batch updates, `taking` reads the journal into it, `snapshots` makes the counts by which everybody is weighed,
`judging` weighs, `index_counts` counts for operators. `newcomers` compares at sign-up, `signup_screening` does so while
serving, `last_run` says how it went.
"""

"""Who may do what, and how they prove who they are: one room for both doors, the API and the console.

Given a person's roles, says what they may do; given what somebody shows, says whether it is theirs. Never keeps anything,
and knows nothing of cases: the ledgers are in `store`, the order of steps in `pipeline/entrance`.
"""

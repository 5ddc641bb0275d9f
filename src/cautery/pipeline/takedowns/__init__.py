"""Takedowns: one decision about many accounts, carried to the platforms.

Given: cases and decisions. Gives: plans, actions sent once, receipts, what was reverted. Never decides about an account that
nobody decided about.

`planning` plans, approves and begins, and `feasible` asks platforms first what they cannot do; `planned` reads a plan;
`control` pauses, resumes and reverts; `protection` marks accounts that need a second person; `status` shows one; `executor`
acts on one platform; `progress` advances a takedown; `arm` banks what was removed; `follow_up` looks for returns;
`dead_letters` lists what needs attention; `grouping` says to which takedown a decision belongs.
"""

"""Cases: opened by software or by people, decided only by people.

Given: suspicions, returns, notices, networks, decisions. Gives: cases, decisions with the actions they mean, statements,
appeals. Never sends anything to a platform.

Opening: `opening`, `reported`, `platform_notices`, `notices`, `join`, `observations`.
Reading: `review_queue`, `terminal_queue`, `case_file`,
`exhibits`, `similar_cases`, `saved_views`, `account_status`, `decision_log`, `decision_outcome`, `changes`. Deciding: `leases`,
`preview`, `decide`, `proposals`, `immediate_takedown`, `notes`, `threats`, `exposure`. Afterwards: `statements`, `appeals`,
`letter_facts`, `non_disclosure`, `link_keys`, `quality`, `golden_set`. Teamwork: `handling`, `batch`, `workload`.
"""

"""What stands before both doors: who asks, from how many lines, how much may be sent, and how slowly.

Given requests as they come over the wire, hands on those that are small and quick enough, with the caller's own address. Never
knows what is asked for: a door says for each route how much it takes, and who must show what.
"""

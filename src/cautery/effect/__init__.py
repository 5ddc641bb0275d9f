"""Did it work: what became of accounts, operators and their reach after a takedown, and what would have become of them.

Given columns (`tables`) and the time until which anybody looked, gives figures, each with an interval, the method in one
sentence and the rows that it came from. It never decides, never writes, and says "cannot tell" where the rows do not tell.
"""

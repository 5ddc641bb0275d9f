"""Effect: measures whether a takedown worked, on the real history.

Given: history and decisions. Gives: figures with intervals, pictures, a sentence, kept for whoever asks next. Never claims what
the rows do not tell.

`measure` measures and keeps, `outcome` says it of one takedown.
"""

"""Whole societies of accounts as columns, a day at a time: who opens, speaks, is found, judged, closed, and comes back.

Where `world` tells what a few hundred accounts say, word by word, this tells what becomes of a million, as numbers: it is what
measures of effect are judged on, because here it is known what would have happened otherwise. Every draw of chance belongs to
what it is about, so that the same seed replayed without a takedown differs only by what the takedown did.
"""

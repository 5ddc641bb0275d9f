"""Chapter 1, listen: events come in, once each, and nothing that was acknowledged is lost.

Given files or batches in any known format, gives accepted events, and a reason in words for each line that was not one.
Never stops a file for a bad line, and never judges.
"""

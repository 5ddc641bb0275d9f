"""Which tables this version of the code is for."""

SCHEMA = "0021"
"""The newest migration; older databases are moved up by `cautery init`."""

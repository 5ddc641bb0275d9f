"""The shelf of messengers: one file a way to people."""

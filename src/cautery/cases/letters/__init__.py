"""The shelf of letters: the words of a statement of reasons, one language a TOML file."""

"""The shelf of house policies, one TOML file each."""

"""A shelf: one input format a file. `events.format` says what a format must do."""

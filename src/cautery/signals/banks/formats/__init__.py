"""A shelf: one format a file in which banked values come in and go out. `signals.banks.format` says what one must do."""

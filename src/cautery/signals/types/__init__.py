"""A shelf: one signal type a file. `signals.signal_type` says what a signal type must do."""

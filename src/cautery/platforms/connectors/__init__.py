"""A shelf: one platform a file or package. `platforms.connector` says what a connector must do."""

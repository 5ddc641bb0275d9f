"""The terminal: one command a file. A command parses, calls one function of the story, and prints."""

"""What the pages for outsiders say, a language a file."""

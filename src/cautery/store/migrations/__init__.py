"""How the tables came to be, one step a file. A step that has been released is never changed; another one follows it."""

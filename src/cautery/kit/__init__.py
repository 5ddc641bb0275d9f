"""Clock, ids, canonical form, compression, signed notes, shelves: knows nothing of moderation."""

"""History follows the journal, stays in few parts, and is computed again where it was damaged."""

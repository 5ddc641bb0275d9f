"""History: what the detection rooms ask of it."""

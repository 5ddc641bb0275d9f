"""Banks of known values: where each comes from, under which policy, and until when."""

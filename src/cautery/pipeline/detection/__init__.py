"""Detection: what follows an event about accounts, and the runs that look at everybody."""

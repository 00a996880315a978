"""One unit's year: what is run, in which order, and where its files stand."""

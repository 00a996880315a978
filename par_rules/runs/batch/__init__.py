"""Many units and years in one go: parallel, resumable, closed by a league table."""

"""The page of a criteria set for people: every leaf with its rule, chart, examples and grounds."""

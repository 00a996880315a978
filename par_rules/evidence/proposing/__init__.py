"""Proposes which requirement a document could serve, and reads what officials accept of it."""

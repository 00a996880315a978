"""How fast the kit is, measured; ``python -m bench`` prints the table. Nothing here is a test."""

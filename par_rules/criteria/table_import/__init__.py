"""Reads a table of criteria that somebody sent (DOCX, XLSX) and writes it as a criteria set."""

"""Writes a criteria set as the tables of a decision (DOCX, XLSX)."""

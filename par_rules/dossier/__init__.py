"""Scorecard -> what leaves the office: HTML, report, score table. Nothing is scored here."""

from par_rules.dossier.year_result import YearResult

__all__ = ["YearResult"]

"""Figures of a unit and year: the workbook people fill in, case exports, last year's results."""

from par_rules.figures.model import Entered, FigureDifference, FigureProblem, FigureRow, Figures

__all__ = ["Entered", "FigureDifference", "FigureProblem", "FigureRow", "Figures"]

"""Scores a commune's yearly administrative reform from criteria, figures and evidence held as data."""

__version__ = "0.1.0"

"""Scores a commune's yearly administrative reform from criteria, figures and evidence as data."""

from par_rules import _lab as _lab

__version__ = "0.1.0"

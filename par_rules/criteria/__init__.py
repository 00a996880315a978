"""Reads criteria/: the set, with every fault at its place."""

from par_rules.criteria.loader import CriteriaError, load_criteria, load_folder
from par_rules.criteria.model import CriteriaSet, InputSpec, Leaf, Requirement
from par_rules.criteria.yaml_nodes import Place, Problem

__all__ = [
    "CriteriaError",
    "CriteriaSet",
    "InputSpec",
    "Leaf",
    "Place",
    "Problem",
    "Requirement",
    "load_criteria",
    "load_folder",
]

"""The rule language: value forms, conditions, rule kinds. Files and evidence are unknown here."""

from par_rules.rules.conditions import Condition, NotArisen
from par_rules.rules.forms import Form
from par_rules.rules.kinds import Rule
from par_rules.rules.model import Model, Number, Points, View, day_number

__all__ = [
    "Condition",
    "Form",
    "Model",
    "NotArisen",
    "Number",
    "Points",
    "Rule",
    "View",
    "day_number",
]

"""The union of all rule kinds: to add a kind, add its file and one line here."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from par_rules.rules.banded import Banded
from par_rules.rules.gate import Gate, Table, TableRow
from par_rules.rules.given import Given
from par_rules.rules.graded import Graded
from par_rules.rules.linear import Linear
from par_rules.rules.per_unit import PerUnit
from par_rules.rules.python import Python
from par_rules.rules.sum_of import Part, SumOf
from par_rules.rules.unread import Unread

Rule = Annotated[
    Banded | Linear | Graded | PerUnit | Gate | Table | SumOf | Given | Python | Unread,
    Field(discriminator="kind"),
]

_NAMES = {"Rule": Rule}
for _model in (TableRow, Table, Gate, Part, SumOf):
    _model.model_rebuild(_types_namespace=_NAMES)

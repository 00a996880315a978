"""Is this machine ready: what is there, what is missing and what that switches off."""

from par_rules.doctor.examine import examine
from par_rules.doctor.model import Finding

__all__ = ["Finding", "examine"]

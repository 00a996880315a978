"""Reminder lists (phiếu đôn đốc): what each lead office has yet to hand in, and by when.

Data first (:func:`reminders`), then one rendering each for Word, a browser and Zalo. Internal only.
"""

from par_rules.dossier.reminders.find import reminders
from par_rules.dossier.reminders.model import Reminder, Reminders

__all__ = ["Reminder", "Reminders", "reminders"]

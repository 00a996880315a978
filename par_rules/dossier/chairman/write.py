"""Writes the chairman's page in its three forms."""

from __future__ import annotations

from pathlib import Path

from par_rules.dossier.chairman.page import page
from par_rules.dossier.chairman.pdf import pdf
from par_rules.dossier.chairman.summary import chairman_page
from par_rules.dossier.chairman.word import word
from par_rules.dossier.year_result import YearResult
from par_rules.files import write_atomic

STEM = "trang-chu-tich"


def write_chairman_page(result: YearResult, folder: Path) -> tuple[tuple[str, Path], ...]:
    """Write the page; gives each file's name and the path really written. Raises ``OSError``."""
    shown = chairman_page(result)
    forms: dict[str, bytes | str] = {
        f"{STEM}.pdf": pdf(shown, result.as_of),
        f"{STEM}.docx": word(shown, result.as_of),
        f"{STEM}.html": page(shown),
    }
    return tuple((name, write_atomic(folder / name, form)) for name, form in forms.items())

"""Writes the sample's documents under a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from par_rules.files import write_atomic
from sample.catalogue import CATALOGUE, document
from sample.documents import DocumentSpec
from sample.kinds import ROOT
from sample.render import render

DOCUMENT_FOLDER = ROOT / "evidence" / "dai-son" / "2026" / "tai-lieu"

# Figures to print in place of the catalogue's, by document id and label.
Figures = Mapping[str, Mapping[str, str]]


def files(figures: Figures | None = None) -> Iterator[tuple[DocumentSpec, bytes]]:
    """Give each document that exists on disk with its bytes, in the catalogue's order."""
    for spec in CATALOGUE:
        if spec.on_disk:
            source = document(spec.copy_of) if spec.copy_of else spec
            yield spec, render(source, (figures or {}).get(source.id))


def write_documents(folder: Path, figures: Figures | None = None) -> list[Path]:
    """Write all documents under ``folder`` and give their paths.

    A file that already holds the right bytes is left alone. Raises ``OSError`` if one cannot be
    written.
    """
    written = []
    for spec, data in files(figures):
        path = folder.joinpath(*spec.path.split("/"))
        if not path.is_file() or path.read_bytes() != data:
            path = write_atomic(path, data)
        written.append(path)
    return written


def strangers(folder: Path) -> list[Path]:
    """Give the files under ``folder`` that the catalogue does not name, sorted."""
    named = {folder.joinpath(*spec.path.split("/")) for spec in CATALOGUE if spec.on_disk}
    return sorted(path for path in folder.rglob("*") if path.is_file() and path not in named)

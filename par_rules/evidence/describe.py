"""Describes a file by its kind; whatever goes wrong is told in the description, never raised."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from par_rules.evidence.description import Description, Types
from par_rules.evidence.document import Media
from par_rules.evidence.plain import short_plain

# Raised whenever describing the same bytes could give something else; the cache then starts anew.
VERSION = 3

_BROKEN = "tệp hỏng hoặc có mật khẩu, không mở được"


# What is longer is no heading but a text that only looks like one.
MAX_CHARACTERS = 500


READER = "par_rules.evidence.describe:reader"


def reader(given: Mapping[str, Any]) -> Callable[[bytes, Media], Any]:
    """Give what a child process does with each file; ``given`` is ``Types.plain()``."""
    types = Types(given["by_name"], given["by_symbol"])
    return lambda data, media: short_plain(describe(data, media, types))


def describe(data: bytes, media: Media, types: Types) -> Description:
    """Give what can be read; "not read" for pictures, an empty description with its trouble for
    a broken file."""
    found = _describe(data, media, types)
    return replace(
        found, code=_short(found.code), issuer=_short(found.issuer), title=_short(found.title)
    )


def _short(text: str | None) -> str | None:
    return text if text is None or len(text) <= MAX_CHARACTERS else None


def _describe(data: bytes, media: Media, types: Types) -> Description:
    try:
        if media == "pdf":
            from par_rules.evidence.page_lines import read_first_page
            from par_rules.evidence.read_pdf import describe_page

            return describe_page(read_first_page(data), types)
        if media == "docx":
            from par_rules.evidence.read_docx import describe_docx

            return describe_docx(data, types)
        if media == "xlsx":
            from par_rules.evidence.read_xlsx import describe_xlsx

            return describe_xlsx(data, types)
    except MemoryError:
        raise  # tells of this process, not of the file
    except ValueError as error:
        from par_rules.evidence.office_files import Unreadable

        trouble = str(error) if isinstance(error, Unreadable) else _BROKEN
        return Description(trouble=trouble, cause=type(error).__name__)
    except Exception as error:
        # The readers raise far more than they document (TypeError, KeyError, PdfiumError, …).
        return Description(trouble=_BROKEN, cause=type(error).__name__)
    if media in ("jpeg", "png", "heic"):
        return Description(pages=1)
    return Description()

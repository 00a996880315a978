"""Describes a file by its kind; whatever goes wrong is told in the description, never raised."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from par_rules.evidence.description import Description, Types
from par_rules.evidence.document import Media
from par_rules.evidence.exif import taken_on
from par_rules.evidence.plain import short_plain
from par_rules.evidence.signatures.report import SignatureReport
from par_rules.evidence.signatures.trust_folder import (
    NOTHING_TRUSTED,
    TrustFolder,
    trust_from_plain,
)

if TYPE_CHECKING:
    from par_rules.evidence.contents import Contents

# Raised whenever describing the same bytes could give something else; the cache then starts anew.
VERSION = 7

_BROKEN = "tệp hỏng hoặc có mật khẩu, không mở được"
_NOT_WHOLE = "không đọc được hết nội dung (tệp hỏng một phần)"

# What is longer is no heading but a text that only looks like one.
MAX_CHARACTERS = 500


READER = "par_rules.evidence.describe:reader"


def reader(given: Mapping[str, Any]) -> Callable[[bytes, Media], Any]:
    """Give what a child process does with each file; ``given`` is ``Types.plain()``, and under
    "trust" what ``TrustFolder.plain()`` gives."""
    types = Types(given["by_name"], given["by_symbol"])
    trust = trust_from_plain(given.get("trust", {}))
    return lambda data, media: short_plain(describe(data, media, types, trust))


def describe(
    data: bytes, media: Media, types: Types, trust: TrustFolder = NOTHING_TRUSTED
) -> Description:
    """Give what can be read; "not read" for pictures, an empty description with its trouble for
    a broken file, nothing but the mark for what is marked as a secret."""
    found = _describe(data, media, types)
    if media == "pdf":
        found = _with_signature(found, data, trust)
    if found.secrecy:
        return Description(pages=found.pages, signed=found.signed, secrecy=found.secrecy)
    return replace(
        found, code=_short(found.code), issuer=_short(found.issuer), title=_short(found.title)
    )


def _pdf(data: bytes, types: Types) -> Description:
    from par_rules.evidence.contents import pdf_contents
    from par_rules.evidence.page_lines import FirstPageReader, open_pdf
    from par_rules.evidence.read_pdf import describe_page
    from par_rules.evidence.secrecy import marked_page

    with open_pdf(data) as document:
        # The text as it was issued: only then are the stamps drawn into page 1.
        first = FirstPageReader(document)
        looked = _looked(lambda: pdf_contents(document, data, first.take))
        page = first.read()
    found = replace(describe_page(page, types), secrecy=marked_page(page.lines))
    return _with_contents(found, looked)


def _looked(look: Callable[[], Contents]) -> Contents | Description:
    """Give what a file holds beside its head, or the trouble if it cannot be read whole."""
    try:
        return look()
    except MemoryError:
        raise
    except Exception as error:
        from par_rules.evidence.office_files import Unreadable

        trouble = str(error) if isinstance(error, Unreadable) else _NOT_WHOLE
        return Description(trouble=trouble, cause=type(error).__name__)


def _with_contents(found: Description, looked: Contents | Description) -> Description:
    if found.trouble is not None:
        return found
    if isinstance(looked, Description):
        return replace(found, trouble=looked.trouble, cause=looked.cause)
    from par_rules.evidence.secrecy import highest

    rest = {field.name: getattr(looked, field.name) for field in fields(looked)}
    return replace(found, **{**rest, "secrecy": highest([found.secrecy, looked.secrecy])})


def _with_signature(found: Description, data: bytes, trust: TrustFolder) -> Description:
    if not found.signed and b"/ByteRange" not in data:
        return found
    from par_rules.evidence.signatures.inspect import inspect_signatures

    report = inspect_signatures(data, trust)
    if report is None and found.signed:
        report = SignatureReport("unreadable", 0)
    return replace(found, signature=report, signed=found.signed or report is not None)


def _short(text: str | None) -> str | None:
    return text if text is None or len(text) <= MAX_CHARACTERS else None


def _describe(data: bytes, media: Media, types: Types) -> Description:
    try:
        if media == "pdf":
            return _pdf(data, types)
        if media == "docx":
            from par_rules.evidence.contents import docx_contents
            from par_rules.evidence.read_docx import describe_docx

            word = describe_docx(data, types)
            return _with_contents(word, _looked(lambda: docx_contents(data)))
        if media == "xlsx":
            from par_rules.evidence.contents import xlsx_contents
            from par_rules.evidence.read_xlsx import describe_xlsx

            sheet = describe_xlsx(data, types)
            return _with_contents(sheet, _looked(lambda: xlsx_contents(data)))
    except MemoryError:
        raise  # tells of this process, not of the file
    except ValueError as error:
        from par_rules.evidence.office_files import Unreadable

        trouble = str(error) if isinstance(error, Unreadable) else _BROKEN
        return Description(trouble=trouble, cause=type(error).__name__)
    except Exception as error:
        # The readers raise far more than they document (TypeError, KeyError, PdfiumError, …).
        return Description(trouble=_BROKEN, cause=type(error).__name__)
    if media == "jpeg" and (day := taken_on(data)) is not None:
        return Description(pages=1, issued=day, read_from="exif")
    if media in ("jpeg", "png", "heic"):
        return Description(pages=1)
    if media == "zip":
        from par_rules.evidence.archive_names import names_inside

        return Description(title=names_inside(data))
    return Description()

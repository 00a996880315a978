"""How the page's templates show texts: cleaned, folded where long, linked to files and reasons."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

from markupsafe import Markup

from par_rules.criteria.model import CriteriaSet, Source
from par_rules.dossier.content import Content
from par_rules.dossier.plain_text import printable
from par_rules.dossier.wording import day, sentence
from par_rules.dossier.year_result import YearResult
from par_rules.figures.model import FigureRow
from par_rules.scoring.trace import Trace
from par_rules.scoring.trace_origin import origin_text
from par_rules.scoring.trace_words import citations

# Longest text from a document or a cell that stands unfolded, in letters.
LONGEST = 400


def origin_of(row: FigureRow, content: Content) -> str:
    """Write where a figure comes from: the document and page, who said it, the place it stands."""
    internal, named = content.result.internal, content.figure_document(row)
    document = ", ".join(filter(None, (named, f"trang {row.page}" if row.page else "")))
    said = ", ".join(filter(None, (row.said_by, day(row.said_on))))
    return "; ".join(filter(None, (document, said, origin_text(row.origin, internal=internal))))


def assumptions_cited(criteria: CriteriaSet) -> dict[str, Markup]:
    """Give for each assumption as a trace cites it a line that leads to where its reason stands."""
    line = Markup('<a href="#gd-{}">Giả định</a>: {}')
    return {
        next(citations(criteria, [Source(assumption=key)])): line.format(key, sentence(a.text))
        for key, a in criteria.head.assumptions.items()
    }


def basis(text: str, assumed: dict[str, Markup]) -> str:
    """Give a basis of a score; an assumption leads to its reason."""
    return assumed.get(text, text)


def trace_of(trace: Trace, internal: bool, assumed: dict[str, Markup]) -> Markup:
    """Write a trace without what the page says of the leaf elsewhere."""
    from par_rules.scoring.trace_html import leaf_html

    html = leaf_html(_bare(trace), internal=internal)
    html = re.sub(
        r"<li>(Giả định: [^<]*)</li>", lambda li: f"<li>{_known(li[1], assumed)}</li>", html
    )
    # Cleaned between the tags, so that no letter of a text can join with a tag.
    return Markup(re.sub(r"[^<>]+", lambda text: printable(text[0]), html))


def _known(escaped: str, assumed: dict[str, Markup]) -> str:
    return assumed.get(unescape(escaped), Markup(escaped))


def _bare(trace: Trace) -> Trace:
    aside = tuple(map(_bare, trace.aside))
    return replace(
        trace, note="", sentence="", printed_note="", remarks=(), readings=(), aside=aside
    )


def file_link(shown: str, path: str, result: YearResult, page: int | None = None) -> str:
    """Link a document's name to its file, at its page where it is a PDF; "" has no link."""
    address = result.files.get(path)
    if not address:
        return shown
    if page and address.lower().endswith(".pdf"):
        address += f"#page={page}"
    link = '<a class="file" href="{}">{}</a>'
    return Markup(link).format(address, printable(shown))


def clean(value: Any) -> Any:
    """Clean what a template shows; what is HTML already was cleaned when it was made."""
    return printable(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def folded(text: str) -> str:
    """Shorten a long text; the whole opens below it, and is what is printed."""
    whole = printable(text)
    short = printable(whole, LONGEST)
    if short == whole:
        return whole
    return Markup('<details class="long"><summary>{}</summary>{}</details>').format(short, whole)


def short(text: str) -> str:
    """Shorten a long text where the whole stands elsewhere on the page."""
    return printable(text, LONGEST)

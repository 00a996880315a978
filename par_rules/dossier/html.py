"""``ho-so.html``: one file that opens offline, by nbconvert and the project's own template."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from par_rules.dossier.edition import TITLES
from par_rules.dossier.pages import PAGES
from par_rules.dossier.safe_markup import CONTENTS, remark, safe_html
from par_rules.dossier.year_result import YearResult
from par_rules.files import write_atomic

if TYPE_CHECKING:
    from nbformat import NotebookNode

HIDDEN = "remove_cell"


def write_html(result: YearResult, path: Path, executed: Path | None = None) -> Path:
    """Write the dossier's page and give the path really written.

    ``executed`` is the notebook of the dossier as it ran, with what officials added to it; without
    it the same parts are taken straight from ``result``. Raises as :func:`write_page` does.
    """
    return write_page(executed, path) if executed else write_atomic(path, render(content(result)))


def write_page(executed: Path, path: Path) -> Path:
    """Write the page of the dossier's notebook as it ran; give the path really written.

    A page that says the same already is left as it is. Raises ``OSError`` where a file cannot be
    read or written, ``ValueError`` for an ``executed`` that is no notebook.
    """
    page = render(_read(executed))
    if path.is_file() and path.read_bytes() == page.encode("utf-8"):
        return path
    return write_atomic(path, page)


def render(notebook: NotebookNode) -> str:
    """Give the page of a notebook; the same notebook gives the same text."""
    own = script()
    resources = {
        "style": style(),
        "tools": _template("tools.html"),
        "script": own,
        "allowed": allowed(own),
    }
    text, _ = _exporter().from_notebook_node(notebook, resources=resources)
    return str(text)


def content(result: YearResult) -> NotebookNode:
    """Give a notebook whose outputs are the parts of the dossier, as if it had run."""
    import nbformat

    cells: list[dict[str, Any]] = []
    for number, (_, page) in enumerate(PAGES, 1):
        html = page(result).html
        shown = {"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}
        cells.append(
            {
                "cell_type": "code",
                "id": f"phan-{number}",
                "metadata": {},
                "source": "",
                "execution_count": None,
                "outputs": [shown] if html else [],
            }
        )
    made: Any = nbformat.from_dict  # not cell by cell: each would be validated
    notebook: NotebookNode = made(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    )
    return notebook


def style() -> str:
    """Give the style sheet of the page and of its parts, light and dark."""
    dark = _template("dark.css")
    asked, wanted = ':root:not([data-theme="light"])', ':root[data-theme="dark"]'
    return (
        f"{_template('parts.css')}{_template('page.css')}"
        f"@media screen and (prefers-color-scheme: dark) {{ {asked}, {asked} .par {{\n{dark}}} }}\n"
        f"@media screen {{ {wanted}, {wanted} .par {{\n{dark}}} }}\n"
    )


def script() -> str:
    """Give the page's own script, the only one that its policy lets run."""
    return "".join(_template(name) for name in ("look.js", "find.js", "review.js"))


def allowed(script: str) -> str:
    """Name a script for the policy by its hash."""
    digest = hashlib.sha384(script.encode("utf-8")).digest()
    return f"sha384-{base64.b64encode(digest).decode('ascii')}"


def _template(name: str) -> str:
    folder = files("par_rules.dossier").joinpath("template", "ho_so")
    return folder.joinpath(name).read_text(encoding="utf-8")


def _read(path: Path) -> NotebookNode:
    import nbformat

    read: Any = nbformat.reads
    notebook: NotebookNode = read(path.read_text(encoding="utf-8"), as_version=4)
    return notebook


@lru_cache(maxsize=1)
def _exporter() -> Any:
    from nbconvert.exporters.templateexporter import TemplateExporter
    from nbconvert.preprocessors import TagRemovePreprocessor
    from traitlets.config import Config

    class DossierExporter(TemplateExporter):
        """nbconvert without the HTML exporter's second parse of the whole page."""

        export_from_notebook = "Hồ sơ"
        output_mimetype = "text/html"

    folder = files("par_rules.dossier").joinpath("template")
    make: Any = DossierExporter
    exporter = make(
        template_name="ho_so",
        extra_template_basedirs=[str(folder)],
        template_file="index.html.j2",
        config=Config({"TagRemovePreprocessor": {"remove_cell_tags": {HIDDEN}, "enabled": True}}),
        filters={
            "with_contents": with_contents,
            "remark": remark,
            "safe_html": safe_html,
            "title": title,
        },
    )
    exporter.register_preprocessor(TagRemovePreprocessor, enabled=True)
    return exporter


def title(body: str) -> str:
    """Give the text of the first heading, to name the page, and say of the internal one that it is.

    A browser prints the name at the head of each sheet.
    """
    found = re.search(r"<h1>(.*?)</h1>", body, re.DOTALL)
    name = re.sub(r"<[^>]+>", "", found[1]).strip() if found else "Hồ sơ tự chấm điểm"
    own = re.search(r'<header [^>]*data-edition="internal"', body)
    return f"{TITLES['internal']}, không gửi – {name}" if own else name


def with_contents(body: str) -> str:
    """Set the table of contents after the first part, and the rest beside it."""
    first, _, rest = unfolded(body).partition(CONTENTS)
    if not rest:
        first, rest = "", body
    headings = [
        *re.findall(r'<(h2) id="([^"]+)">(.*?)</h2>', first, re.DOTALL),
        *re.findall(r'<(h[23]) id="([^"]+)">(.*?)</h[23]>', rest, re.DOTALL),
    ]
    return (
        f'{first}<div class="page"><nav aria-labelledby="muc-luc"><p id="muc-luc">Mục lục</p>'
        f'{_listed(headings)}</nav><main id="noi-dung">{rest}</main></div>'
    )


def unfolded(body: str) -> str:
    """Open what is folded: who runs no script reads and prints it all; the script folds it again.

    Only texts too long for their place stay folded behind their beginnings.
    """
    return re.sub(r'<details(?! class="long"| open)', "<details open", body)


def _listed(headings: list[tuple[str, str, str]]) -> str:
    """Give headings as a list of one or two levels."""
    parts, inside = ["<ol>"], False
    for level, name, text in headings:
        if level == "h3" and not inside:
            parts.append("<ol>")
        elif level == "h2" and inside:
            parts.append("</ol></li>")
        elif level == "h2" and len(parts) > 1:
            parts.append("</li>")
        inside = level == "h3"
        plain = re.sub(r"<[^>]+>", "", text).strip()  # what is left is escaped already
        parts.append(f'<li><a href="#{name}">{plain}</a>' + ("</li>" if inside else ""))
    return "".join([*parts, "</ol></li>" if inside else "</li>" if len(parts) > 1 else "", "</ol>"])

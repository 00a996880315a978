"""The chairman's page for a browser: no script, nothing loaded, read on a phone."""

from __future__ import annotations

from functools import lru_cache

import jinja2
from markupsafe import Markup

from par_rules.dossier.chairman import summary
from par_rules.dossier.chairman.summary import ChairmanPage
from par_rules.dossier.reminders.page import allowed, template


def page(shown: ChairmanPage) -> str:
    """Give the page; the same data give the same text."""
    style = template("looks.css") + template("chu_tich.css")
    return _page().render(page=shown, words=summary, style=Markup(style), allowed=allowed(style))


@lru_cache(maxsize=1)
def _page() -> jinja2.Template:
    env = jinja2.Environment(
        autoescape=True,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return env.from_string(template("chu_tich.html.j2"))

"""The list as one page for a browser: no script, nothing loaded, read on a phone, printed to A4."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from par_rules.dossier.plain_text import printable
from par_rules.dossier.reminders import words
from par_rules.dossier.reminders.model import BRIEF, SECTIONS, Reminder, Reminders
from par_rules.dossier.wording import day, sentence

# A title from a document that is longer says no more.
LONGEST = 600


def page(lists: Reminders, office: Reminder) -> str:
    """Give the page of one office; the same list gives the same text."""
    style = template("looks.css")
    return _page().render(
        lists=lists,
        office=office,
        style=Markup(style),
        allowed=allowed(style),
        kind=words.KIND,
        mark=words.MARK,
        about=words.about(lists),
        subject=words.subject(lists),
        summary=list(words.summary(office)),
        sections=SECTIONS,
        short=BRIEF,
        to_bring=words.TO_BRING,
        provisional=words.PROVISIONAL,
        heading=words.heading,
        why=words.why,
        whose=words.whose,
        said=words.said,
        remarks=words.remarks,
        time_left=words.time_left,
    )


def allowed(style: str) -> str:
    """Name a style sheet for the page's policy, by its hash."""
    return f"sha384-{base64.b64encode(hashlib.sha384(style.encode('utf-8')).digest()).decode()}"


def _shown(value: object) -> object:
    """Clean every text on its way into the page; escaping comes after it."""
    unclean = isinstance(value, str) and not isinstance(value, Markup)
    return printable(str(value), LONGEST) if unclean else value


def template(name: str) -> str:
    """Give a style sheet or a template of these pages."""
    folder = files("par_rules.dossier").joinpath("template", "don_doc")
    return folder.joinpath(name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _page() -> jinja2.Template:
    env = jinja2.Environment(
        autoescape=True,
        finalize=_shown,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    env.filters |= {"day": day, "sentence": sentence}
    return env.from_string(template("phieu.html.j2"))

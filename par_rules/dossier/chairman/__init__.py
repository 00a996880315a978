"""One page for the chairman before signing: how the year stands, and what to do this week.

Data first (:func:`chairman_page`), every text cut to its place; then Word, PDF and a web page.
Internal only.
"""

from par_rules.dossier.chairman.summary import ChairmanPage, chairman_page

__all__ = ["ChairmanPage", "chairman_page"]

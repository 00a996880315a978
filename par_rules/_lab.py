"""Keeps the commands from paying for JupyterLab.

JupyterLab brings ``rfc3987_syntax``; jsonschema then imports it with every ``import nbformat``,
and building its grammar costs a second. No notebook schema names the one format it checks
(``iri``), and jsonschema does without it when the import fails. The package itself imports this
module, so that it comes before any import of nbformat, whatever the order of imports elsewhere.
"""

import sys

# None makes `import rfc3987_syntax` raise ImportError; a process that has paid already keeps it.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

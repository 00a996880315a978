"""Full-text search over the documents of a unit, with and without tone marks.

``text`` runs in the children that read documents and imports nothing else from here.
"""

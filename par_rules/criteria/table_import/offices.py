"""The offices a table names: those of an older set by any of their names, new ones as they come."""

from __future__ import annotations

import re
from collections.abc import Mapping

from par_rules.criteria.head import Office
from par_rules.criteria.table_import.keys import Keys, key_of
from par_rules.criteria.table_import.reading import Written
from par_rules.letters import clean, fold

UNNAMED = "chua_ghi"
_LABEL = re.compile(r"^(?:cơ quan |đơn vị )?(?:chủ trì|phối hợp)\s*:\s*", re.IGNORECASE)


class Offices:
    """Finds offices by name; ``unnamed`` says that some row names none."""

    def __init__(self, known: Mapping[str, Office]) -> None:
        self.known = dict(known)
        self.keys = Keys(known)
        self.names = {
            fold(name): key
            for key, office in known.items()
            for name in (office.title, *office.aliases)
        }
        self.new: dict[str, str] = {}
        self.unnamed = False

    def of(self, text: str) -> tuple[str, list[str]]:
        """Give the lead office and the others that a cell names, each on a line or after ";"."""
        found = []
        for piece in re.split(r"\n|;", text):
            name = _LABEL.sub("", clean(piece)).strip(" .,-–")
            if name:
                found.append(self._key(name))
        if not found:
            self.unnamed = True
            return UNNAMED, []
        return found[0], list(dict.fromkeys(k for k in found[1:] if k != found[0]))

    def _key(self, name: str) -> str:
        if fold(name) not in self.names:
            key = self.keys.take(key_of(name, "co_quan"))
            self.names[fold(name)] = key
            self.new[key] = name
        return self.names[fold(name)]

    def written(self) -> Written:
        """Give all offices as set.yaml writes them."""
        found: Written = {
            key: {
                "title": office.title,
                **({"aliases": list(office.aliases)} if office.aliases else {}),
                "inside": office.inside,
            }
            for key, office in self.known.items()
        }
        found |= {key: {"title": name, "inside": True} for key, name in self.new.items()}
        if self.unnamed:
            found[UNNAMED] = {"title": "Chưa ghi cơ quan chủ trì", "inside": True}
        return found

"""What could be read from a file's bytes: right, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from par_rules.evidence.document import ReadFrom, Secrecy
from par_rules.evidence.signatures.report import SignatureReport
from par_rules.letters import fold, words

if TYPE_CHECKING:
    from par_rules.criteria.model import DocumentType


@dataclass(frozen=True, slots=True)
class Description:
    """The readable part of a :class:`Document`; every field may be "not read".

    ``cause`` names the exception behind a ``trouble``, for the maintainer.
    """

    pages: int | None = None
    type_key: str | None = None
    code: str | None = None
    issued: date | None = None
    issuer: str | None = None
    title: str | None = None
    signed: bool = False
    read_from: ReadFrom = ""
    form: Literal["", "blank", "draft"] = ""
    trouble: str | None = None
    cause: str = ""
    signature: SignatureReport | None = None
    secrecy: Secrecy = ""
    personal_numbers: int = 0
    text_sha256: str = ""
    text_sketch: str = ""
    dpi: int | None = None
    grey: bool = False
    tilt: int = 0
    active: tuple[str, ...] = ()
    odd_date: str | None = None


@dataclass(frozen=True, slots=True)
class Types:
    """Finds a document type by its printed name or by the symbol of a number."""

    by_name: Mapping[str, str]
    by_symbol: Mapping[str, str]

    @classmethod
    def of(cls, types: Iterable[DocumentType]) -> Types:
        """Index ``types``; the names are compared without marks and case."""
        known = tuple(types)
        return cls(
            {fold(kind.title): kind.key for kind in known},
            {kind.symbol: kind.key for kind in known if kind.symbol},
        )

    def plain(self) -> dict[str, dict[str, str]]:
        """Give both indexes as JSON values."""
        return {"by_name": dict(self.by_name), "by_symbol": dict(self.by_symbol)}

    def named(self, line: str) -> str | None:
        """Give the type whose name is the whole of ``line``."""
        return self.by_name.get(fold(line))

    def opening(self, text: str) -> str | None:
        """Give the type whose name opens ``text`` ("Danh sách công chức …"), the longest one."""
        opening = " ".join(words(text)) + " "
        fits = [name for name in self.by_name if opening.startswith(f"{name} ")]
        return self.by_name[max(fits, key=len)] if fits else None

    def of_code(self, code: str | None) -> str | None:
        """Give the type by the symbol in "156/KH-UBND"; a công văn's code names none."""
        if code is None:
            return None
        symbol = code.rpartition("/")[2].partition("-")[0]
        return self.by_symbol.get(symbol)


def settled_type(by_name: str | None, by_code: str | None) -> str | None:
    """Give the type that title and number agree on, None where they contradict each other."""
    if by_name and by_code and by_name != by_code:
        return None
    return by_name or by_code

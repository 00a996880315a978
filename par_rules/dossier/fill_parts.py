"""An office file as its parts: some are changed, all others keep their very bytes."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from par_rules.evidence.office_files import Unreadable, check_size, open_archive, read_member


class Parts:
    """The parts of a DOCX or XLSX; raises ``Unreadable`` for what is none, or a bomb."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(b"PK\x03\x04"):
            raise Unreadable("tệp hỏng, có mật khẩu hoặc thuộc kiểu cũ")
        self._archive = open_archive(data)
        check_size(self._archive)
        self._changed: dict[str, bytes] = {}

    def names(self) -> list[str]:
        """Give the names of all parts."""
        return self._archive.namelist()

    def tree(self, name: str) -> Any:
        """Parse a part; no entity is resolved, nothing is fetched."""
        from lxml import etree  # type: ignore[import-untyped]

        data = read_member(self._archive, name)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise Unreadable("tệp chứa khai báo XML không an toàn")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            raise Unreadable("tệp hỏng, không đọc được nội dung") from None

    def put(self, name: str, tree: Any) -> None:
        """Put a changed part in the place of the old one."""
        from lxml import etree

        self._changed[name] = etree.tostring(
            tree.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
        )

    def saved(self) -> bytes:
        """Give the file: the same parts in the same order, with their days and ways of packing."""
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            for old in self._archive.infolist():
                entry = zipfile.ZipInfo(old.filename, old.date_time)
                entry.compress_type = old.compress_type
                entry.external_attr, entry.create_system = old.external_attr, 0
                data = self._changed.get(old.filename)
                if data is None:
                    data = read_member(self._archive, old.filename)
                archive.writestr(entry, data)
        return held.getvalue()

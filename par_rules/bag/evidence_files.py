"""Which documents go into the bag, where they lie, and why one of them cannot go in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from par_rules.bag.folder import files_below
from par_rules.bag.names import Place, stored
from par_rules.bag.pack import BagFile
from par_rules.dossier.plain_text import escaped, printable
from par_rules.evidence.document import Document
from par_rules.evidence.manifest import Manifest
from par_rules.evidence.register_layout import DOCUMENT_FOLDER
from par_rules.figures.cases import exports

INDEX = "muc-luc.txt"


@dataclass(frozen=True)
class Gathered:
    """The documents for the bag; ``faults`` stop the sealing, ``notes`` do not."""

    files: tuple[BagFile, ...]
    faults: tuple[str, ...]
    notes: tuple[str, ...]


def gather(
    manifest: Manifest, places: Sequence[Place], year: Path, *, copies: bool, sent: bool
) -> Gathered:
    """Find the documents of ``places`` in the year's folder; ``copies``: one for every leaf.

    ``sent`` keeps the unit's own folders out of the index.
    """
    folder = year / DOCUMENT_FOLDER
    once = stored(list(places))
    search = _Search(manifest, folder, _case_exports(year, manifest))
    files: list[BagFile] = []
    usable = {path: found for path in once if (found := search.document(path)) is not None}
    kept = [place for place in places if place.path in usable]
    for name, path in {p.name if copies else once[p.path]: p.path for p in kept}.items():
        source = search.where[path][0]
        files.append(BagFile(name, source, str(source), usable[path].sha256))
    search.note_case_pairs(list(usable))
    index = _index(kept, {} if copies else once, usable, sent=sent)
    if files:
        files.append(BagFile(INDEX, index.encode("utf-8"), INDEX))
    return Gathered(tuple(files), tuple(search.faults), tuple(search.notes))


class _Search:
    """Looks documents up in the manifest and on the disk, and keeps what is wrong with them."""

    def __init__(self, manifest: Manifest, folder: Path, exports: dict[str, Path]) -> None:
        self.folder, self.exports = folder, exports
        self.faults: list[str] = []
        self.notes: list[str] = []
        self.documents: dict[str, list[Document]] = {}
        for document in manifest.documents:
            self.documents.setdefault(document.path, []).append(document)
        self.where: dict[str, list[Path]] = {}
        for key, path in files_below(folder):
            self.where.setdefault(key, []).append(path)
        marked = [f for f in manifest.findings if f.code == "SECRET"]
        self.secret = {f.path for f in marked if f.severity == "blocks"}
        self.personal = {f.path for f in marked if f.severity != "blocks"}
        links = (link for answer in manifest.answers for link in answer.links)
        self.withheld = {*manifest.withheld, *(link.path for link in links if link.withheld)}

    def document(self, path: str) -> Document | None:
        """Give the document if it can go into the bag."""
        told, known = escaped(str(self.folder / path)), self.documents.get(path, [])
        if not known:
            self.notes.append(
                f"{told}: danh mục có ghi nhưng khi lập hồ sơ đã không có tệp: gói không có tệp này"
            )
        elif path in self.secret:
            self.notes.append(f"{told}: văn bản có độ mật: không đưa vào gói")
        elif path in self.withheld:
            self.notes.append(f"{told}: danh mục ghi giữ lại tệp: không đưa vào gói")
        elif len(known) > 1 or len(self.where.get(path, [])) > 1:
            self.faults.append(
                f"{told}: có hai tệp cùng tên, chỉ khác cách gõ dấu (dựng sẵn và tổ hợp), không "
                "biết tệp nào là minh chứng: đổi tên một tệp rồi chạy lại par run"
            )
        elif not known[0].sha256:
            self.faults.append(
                f"{told}: {known[0].trouble or 'không đọc được'}: "
                "thay bằng tệp đọc được rồi chạy lại par run"
            )
        elif path not in self.where:
            self.faults.append(
                f"{told}: không còn trong thư mục (có khi lập danh mục minh chứng): chép lại tệp, "
                "hoặc bỏ dòng đó khỏi danh mục rồi chạy lại par run"
            )
        elif known[0].sha256 in self.exports:
            self.faults.append(
                f"{told}: là bản sao của {self.exports[known[0].sha256].name}, có thông tin cá "
                "nhân của người nộp hồ sơ: thay bằng bảng tổng hợp rồi chạy lại par run"
            )
        else:
            if path in self.personal:
                self.notes.append(
                    f"{told}: có số định danh cá nhân, tệp vẫn vào gói: nếu không được gửi, ghi "
                    "giữ lại ở danh mục minh chứng rồi chạy lại par run"
                )
            return known[0]
        return None

    def note_case_pairs(self, paths: Sequence[str]) -> None:
        """Note documents whose names are the same on Windows."""
        seen: dict[str, str] = {}
        for path in paths:
            first = seen.setdefault(path.casefold(), path)
            if first != path:
                self.notes.append(
                    f"{escaped(str(self.folder / path))}: tên chỉ khác chữ hoa, chữ thường với "
                    f"“{escaped(first)}”: hai "
                    "tệp vào gói dưới hai tên khác nhau; nên đổi tên một tệp"
                )


def _case_exports(year: Path, manifest: Manifest) -> dict[str, Path]:
    """Give the exports of cases by SHA-256: they name persons and stay in the office.

    Only those that could be a document, by their size, are read.
    """
    sizes = {document.size for document in manifest.documents}
    found = {}
    for path in exports(year):
        if path.stat().st_size in sizes:
            with path.open("rb") as file:
                found[hashlib.file_digest(file, "sha256").hexdigest()] = path
    return found


def _index(
    places: Sequence[Place], once: dict[str, str], documents: dict[str, Document], *, sent: bool
) -> str:
    """Say for each leaf which file of the bag is which document; columns parted by tabs."""
    lines = ["Tiêu chí\tTệp trong gói\tSố, ký hiệu\tNgày ban hành\tTên tệp gốc\tSHA-256"]
    for place in places:
        document = documents[place.path]
        cells = (
            place.number,
            once.get(place.path, place.name),
            document.code or "",
            f"{document.issued:%d/%m/%Y}" if document.issued else "",
            place.path.rsplit("/", 1)[-1] if sent else place.path,
            document.sha256,
        )
        lines.append("\t".join(printable(cell) for cell in cells))
    return "\n".join(lines) + "\n"

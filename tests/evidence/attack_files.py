"""Files made to harm whoever reads them, small and built by hand."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Mapping

MEGABYTE = 1024 * 1024
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(*objects: bytes) -> bytes:
    """Give a PDF of these objects, numbered from 1; object 1 is the catalog."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return bytes(out + b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start))


def page_pdf(content: bytes, filters: bytes = b"", catalog: bytes = b"", *more: bytes) -> bytes:
    """Give a PDF of one page; ``more`` are objects from number 5."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), filters, content),
        *more,
    )


def flate_in_flate(megabytes: int) -> bytes:
    """Give a PDF of a few kilobytes whose page unpacks, twice packed, to so many megabytes."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * MEGABYTE) for _ in range(megabytes)) + packer.flush()
    return page_pdf(zlib.compress(once, 9), b"/Filter[/FlateDecode/FlateDecode]")


def archive(members: Mapping[str, bytes]) -> bytes:
    """Give a ZIP of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


def docx(xml: bytes, more: Mapping[str, bytes] | None = None) -> bytes:
    """Give what looks like a Word file around a document part."""
    return archive({"word/document.xml": xml, **(more or {})})


def body(text: str, declared: str = "") -> str:
    """Give a document part of one paragraph."""
    return (
        f'<?xml version="1.0"?>{declared}<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>'
        f"{text}</w:t></w:r></w:p></w:body></w:document>"
    )


def bomb(name: str, megabytes: int, start: bytes = b"", unit: bytes = b" ") -> bytes:
    """Give a small ZIP whose member ``name`` unpacks to so many megabytes."""
    out = io.BytesIO()
    block = unit * (MEGABYTE // len(unit))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml" if name.startswith("xl/") else "a.xml", b"<a/>")
        with made.open(name, "w", force_zip64=True) as member:
            member.write(start)
            for _ in range(megabytes):
                member.write(block)
    return out.getvalue()


def lying(data: bytes, size: int) -> bytes:
    """Give a ZIP that declares 1,000 bytes where ``size`` bytes are packed."""
    told = size.to_bytes(4, "little")
    assert told in data
    return data.replace(told, (1000).to_bytes(4, "little"))


def laughs(levels: int = 9) -> str:
    """Declare entities of which each is ten of the one before: a billion at the end."""
    told = "".join(
        f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, levels + 1)
    )
    return f'<!DOCTYPE w:document [<!ENTITY l0 "ha">{told}]>'


def tar(members: Mapping[str, bytes]) -> bytes:
    """Give a TAR of these members."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            made.addfile(entry, io.BytesIO(data))
    return out.getvalue()

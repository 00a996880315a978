"""A result whose documents, figures and register say what a hostile or careless person writes."""

from __future__ import annotations

from dataclasses import replace

from par_rules.dossier import YearResult
from par_rules.evidence.document import Document

LONG = "Kế hoạch " * 1111 + "cuối."  # 10,004 letters
WHOLE = "Báo-cáo" * 1500  # 10,500 letters without a space
TEXTS = (
    "<script>window.ran = 1</script>",
    "</style></title></textarea><img src=x onerror='window.ran=1'>",
    '"><svg onload="window.ran=1">',
    "=cmd|' /C calc'!A0",
    "{{ 7 * 7 }}{% raw %}",
    "Quyết định \u202efdp.cod\u202c số \u200b5\u2066",
    "Hai\x00 dòng\x1b[31m\r\nmột \x7fsố\ufeff",
    "<!-- contents --><plaintext>",
    "javascript:window.ran=1",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "]]>\u0338\u0338",
    LONG,
    WHOLE,
)


def hostile(result: YearResult) -> YearResult:
    """Put the texts in turns wherever a document, an office or a register brings text in."""
    documents = tuple(_document(d, n) for n, d in enumerate(result.manifest.documents))
    by_path = {old.path: new for old, new in zip(result.manifest.documents, documents, strict=True)}
    answers = tuple(
        replace(
            answer,
            explanation=TEXTS[n % len(TEXTS)] if answer.explanation else None,
            links=tuple(
                replace(
                    link,
                    path=by_path[link.path].path,
                    section=TEXTS[n % 11],
                    code=by_path[link.path].code,
                )
                for link in answer.links
            ),
        )
        for n, answer in enumerate(result.manifest.answers)
    )
    findings = tuple(
        replace(
            finding,
            what=TEXTS[n % len(TEXTS)],
            todo=TEXTS[(n + 5) % len(TEXTS)],
            path=by_path[finding.path].path if finding.path else None,
        )
        for n, finding in enumerate(result.manifest.findings)
    )
    rows = tuple(
        replace(
            row,
            said_by=TEXTS[n % 11],
            document=TEXTS[n % len(TEXTS)],
            note=TEXTS[n % len(TEXTS)],
            origin=TEXTS[(n + 3) % len(TEXTS)],
        )
        for n, row in enumerate(result.figures.rows)
    )
    return replace(
        result,
        manifest=replace(result.manifest, documents=documents, answers=answers, findings=findings),
        figures=replace(result.figures, rows=rows),
        last_year={**(result.last_year or {}), "set_title": TEXTS[1]},
    )


def _document(document: Document, n: int) -> Document:
    """Give a document the texts; of some the names differ by case or by composed marks only."""
    name = TEXTS[n % 11].replace("/", "_")
    path = f"{'Tệp' if n % 2 else 'TỆP'}/{n // 2:03d} {name}.pdf"
    return replace(
        document,
        path=path,
        raw_path=path,
        title=TEXTS[n % len(TEXTS)],
        issuer=TEXTS[(n + 1) % len(TEXTS)],
        code=TEXTS[(n + 2) % 11] if n % 3 else None,
    )

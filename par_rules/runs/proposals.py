"""The proposals of a year: shown in the first notebook, written into the register when asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from par_rules.evidence import register_layout as layout
from par_rules.evidence.checks.near_alike import near_alike, texts_of
from par_rules.evidence.description import Types
from par_rules.evidence.manifest import Manifest
from par_rules.evidence.ocr.guess import Guess
from par_rules.evidence.ocr.scans import Progress, Recognised, recognise
from par_rules.evidence.office_files import Unreadable
from par_rules.evidence.proposing.offers import Offer, find_offers
from par_rules.files import write_atomic
from par_rules.runs.year import InputError, YearRun

BEFORE = "danh-muc-minh-chung (trước khi ghi đề xuất).xlsx"
_SHOWN = ("Tệp", "Tiêu chí", "Yêu cầu minh chứng", "Mức phù hợp", "Vì sao đề xuất")


@dataclass(frozen=True)
class Proposed:
    """Proposals that nobody has accepted; a notebook shows them as a table."""

    offers: tuple[Offer, ...]
    recognised: int = 0
    unable: str | None = None
    secret: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()

    def notes(self) -> tuple[str, ...]:
        """Say what stands in the way, of scans that seem to be marked as state secrets, and of
        scans that look like one document."""
        marked = (
            f"“{path}” có vẻ đóng dấu mật (nhận dạng từ bản quét): xem lại, đưa ra khỏi thư mục"
            for path in self.secret
        )
        return (*((self.unable,) if self.unable else ()), *marked, *self.alike)

    def head(self) -> str:
        """Say how many there are and what becomes of them."""
        if not self.offers:
            return (
                "Không có gì để đề xuất: mọi tài liệu đã được nối hoặc không hợp với yêu cầu nào."
            )
        files = len({offer.document.path for offer in self.offers})
        return (
            f"{len(self.offers)} đề xuất cho {files} tài liệu. Chưa đề xuất nào được dùng: gõ "
            f"par evidence propose để ghi vào trang {layout.OFFER_SHEET} của danh mục, rồi ghi x ở "
            "dòng đúng."
        )

    def _repr_html_(self) -> str:
        from par_rules.dossier.tables import frame, frame_html

        rows = ({name: offer.row()[name] for name in _SHOWN} for offer in self.offers)
        return f"<p>{self.head()}</p>{frame_html(frame(rows, _SHOWN)).html if self.offers else ''}"


@dataclass(frozen=True)
class Offered:
    """What was done to the register: where it was written, and where it is kept as it was."""

    proposed: Proposed
    written: Path
    before: Path
    moved: int
    formulas: tuple[str, ...]


def propose(
    run: YearRun, manifest: Manifest, *, ocr: bool = False, progress: Progress | None = None
) -> Proposed:
    """Give the proposals for the documents of a manifest; the register is not touched.

    With ``ocr`` the scans that nothing was read of are recognised first (about two seconds each,
    once); without it what was recognised before is used.
    """
    found = _recognised(run, manifest, only_known=not ocr, progress=progress)
    offers = find_offers(run.criteria, run.unit, manifest, found.guesses)
    secret = tuple(
        one.path
        for one in manifest.documents
        if (guess := found.guesses.get(one.sha256)) is not None and guess.secrecy
    )
    alike = tuple(_alike(manifest, found.guesses)) if ocr else ()
    return Proposed(offers, len(found.guesses), found.unable, secret, alike)


def _alike(manifest: Manifest, guesses: Mapping[str, Guess]) -> Iterator[str]:
    """Tell of scans whose recognised text is almost that of another document."""
    recognised = {sha256: guess.text for sha256, guess in guesses.items()}
    said = {link.path: (link.code, link.issued) for a in manifest.answers for link in a.links}
    texts = [*texts_of(manifest.documents, said, recognised)]
    scans = {text.path for text in texts if text.guessed}
    for finding in near_alike(texts):
        if finding.path in scans:
            yield f"{finding.what}: {finding.todo}"


def known_guesses(run: YearRun, manifest: Manifest) -> Mapping[str, Guess]:
    """Give what was recognised of scans before, by SHA-256; nothing is read."""
    return _recognised(run, manifest, only_known=True).guesses


def _recognised(
    run: YearRun, manifest: Manifest, *, only_known: bool, progress: Progress | None = None
) -> Recognised:
    return recognise(
        manifest.documents,
        run.folder / layout.DOCUMENT_FOLDER,
        Types.of(run.criteria.document_types.values()),
        run.recognition_cache,
        only_known=only_known,
        progress=progress,
    )


def offer(run: YearRun, proposed: Proposed) -> Offered:
    """Write the proposals into the register; the file as it was is kept among the outputs.

    Raises ``InputError`` for a register that is not there or cannot be opened.
    """
    from par_rules.evidence.proposing.offer_sheet import NoRegister, with_offers

    path = run.folder / layout.FILE_NAME
    try:
        data = path.read_bytes()
        new = with_offers(data, proposed.offers)
    except FileNotFoundError:
        todo = f"gõ par init --unit {run.unit.key} --year {run.year}"
        raise InputError([f"{path}: chưa có danh mục minh chứng: {todo}"]) from None
    except OSError:
        raise InputError([f"{path}: không mở được: đóng tệp trong Excel rồi chạy lại"]) from None
    except (NoRegister, Unreadable) as error:
        raise InputError([f"{path}: {error}"]) from None
    before = write_atomic(run.out / BEFORE, data)
    return Offered(proposed, write_atomic(path, new.data), before, new.moved, new.formulas)

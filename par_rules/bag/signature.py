"""Whether the digital signature of a report that came back is whole, and who signed."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from par_rules.dossier.signature_words import signature_words
from par_rules.evidence.document import Document
from par_rules.evidence.documents import read_documents
from par_rules.evidence.signatures.trust_folder import NOTHING_TRUSTED, TrustFolder
from par_rules.runs.year import InputError


def signature_remark(signed: Path, trust: TrustFolder = NOTHING_TRUSTED) -> str:
    """Say how a PDF is signed, "" where it is not; nothing is asked of the network.

    It is read as any document is: in a child process with limits. Raises ``InputError`` where the
    file is not what was signed.
    """
    document = _read(signed, trust)
    if document is None or document.signature is None:
        return ""
    words = signature_words(document, internal=True)
    if document.signature.status in ("broken", "changed"):
        raise InputError(
            [f"{signed}: {words}: tệp đã bị sửa sau khi ký, xin văn thư gửi lại bản đã ký"]
        )
    return words


def _read(signed: Path, trust: TrustFolder) -> Document | None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            shutil.copyfile(signed, Path(folder) / "bao-cao.pdf")
        except OSError:
            return None
        return next(iter(read_documents(Path(folder), {}, trust=trust)), None)

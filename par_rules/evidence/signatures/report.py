"""What the signatures of one document say, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Literal

# From worst known to best: the first that holds is the document's.
Status = Literal[
    "unreadable",
    "broken",
    "changed",
    "weak",
    "out_of_bounds",
    "revoked",
    "untrusted",
    "trusted",
]
STATUS_TITLES: dict[Status, str] = {
    "unreadable": "không đọc được chữ ký",
    "broken": "chữ ký không khớp nội dung",
    "changed": "bị sửa sau chữ ký cuối",
    "weak": "thuật toán yếu",
    "out_of_bounds": "ký ngoài thời hạn chứng thư",
    "revoked": "chứng thư bị thu hồi",
    "untrusted": "nguyên vẹn, chưa xác minh được nơi cấp",
    "trusted": "nguyên vẹn, nơi cấp tin cậy",
}

# "unchecked": the trust folder holds no root at all.
Trust = Literal["unchecked", "unknown", "revoked", "trusted"]
TRUST_TITLES: dict[Trust, str] = {
    "unchecked": "chưa kiểm tra (thư mục trust trống)",
    "unknown": "nơi cấp không có trong thư mục trust",
    "revoked": "chứng thư bị thu hồi",
    "trusted": "nơi cấp tin cậy",
}

# What the time of signing rests on: nothing, the signer's own clock, a time stamp that is intact
# but of an unknown authority, or one that a root in the trust folder vouches for.
TimeKind = Literal["none", "claimed", "stamped", "proved"]
TIME_TITLES: dict[TimeKind, str] = {
    "none": "không ghi thời gian ký",
    "claimed": "theo đồng hồ của người ký",
    "stamped": "có dấu thời gian, chưa xác minh được nơi cấp",
    "proved": "có dấu thời gian tin cậy",
}

Note = Literal["amended", "appended", "earlier_broken", "earlier_unread", "usage"]
NOTE_TITLES: dict[Note, str] = {
    "amended": "có nội dung thêm giữa các lần ký, chữ ký cuối bao trùm",
    "appended": "có dữ liệu thừa sau chữ ký cuối",
    "earlier_broken": "một chữ ký trước không còn khớp",
    "earlier_unread": "một chữ ký trước không đọc được",
    "usage": "chứng thư không ghi mục đích ký văn bản",
}

HANOI = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What is known of a document's signatures; all but ``count`` is that of the last one.

    ``signers`` counts different certificates. ``organisation`` and ``organisations`` never hold a
    person's name: what a certificate says of its holder is kept only where it names a body.
    ``signed_at`` is ISO 8601 in Hanoi's time; ``valid_from`` and ``valid_until`` are the
    certificate's.
    """

    status: Status
    count: int
    trust: Trust = "unchecked"
    time: TimeKind = "none"
    signers: int = 0
    organisation: str | None = None
    organisations: tuple[str, ...] = ()
    issued_by: str | None = None
    algorithm: str | None = None
    signed_at: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    notes: tuple[Note, ...] = ()

    @property
    def signed_on(self) -> date | None:
        """Give the day of signing in Hanoi."""
        if self.signed_at is None:
            return None
        return datetime.fromisoformat(self.signed_at).astimezone(HANOI).date()

    @property
    def whole(self) -> bool:
        """Say whether the document is what the last signer signed."""
        return self.status not in ("unreadable", "broken", "changed")

    @property
    def text(self) -> str:
        """Say it in a few words: "2 chữ ký: nguyên vẹn, …"."""
        if self.count == 0:
            return STATUS_TITLES[self.status]
        return f"{self.count} chữ ký: {STATUS_TITLES[self.status]}"

"""The ladder of signatures: each rung, and what is told apart from it."""

from __future__ import annotations

import io
import socket
from datetime import date, datetime
from typing import NoReturn

import pikepdf
import pytest

from par_rules.evidence.signatures.inspect import inspect_signatures
from par_rules.evidence.signatures.report import HANOI, SignatureReport
from par_rules.evidence.signatures.trust_folder import NOTHING_TRUSTED, TrustFolder
from tests.evidence.folders import made
from tests.evidence.signatures.forged import (
    SIGNED_AT,
    added,
    authority,
    holder,
    page,
    revoked,
    signed,
)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def trusting(*lists: bytes) -> TrustFolder:
    return TrustFolder((authority().der,), lists)


def report(data: bytes, trust: TrustFolder = NOTHING_TRUSTED) -> SignatureReport:
    found = inspect_signatures(data, trust)
    assert found is not None
    return found


def test_a_document_without_signature_has_no_report() -> None:
    assert inspect_signatures(page(), NOTHING_TRUSTED) is None


def test_an_empty_field_is_no_signature() -> None:
    assert inspect_signatures(made("CDDH-03"), NOTHING_TRUSTED) is None


def test_integrity_trust_and_time_are_told_apart() -> None:
    found = report(signed())
    assert (found.status, found.trust, found.time) == ("untrusted", "unchecked", "claimed")
    assert (found.count, found.signers, found.algorithm) == (1, 1, "sha256")
    assert found.signed_at == "2026-06-17T15:00:00+07:00"
    assert found.signed_on == date(2026, 6, 17)
    assert (found.valid_from, found.valid_until) == (date(2025, 7, 1), date(2035, 7, 1))
    assert found.organisation == "Ủy ban nhân dân xã Đại Sơn"
    assert found.issued_by == "CA 0"
    assert found.notes == ()


def test_a_root_in_the_folder_makes_it_trusted() -> None:
    assert report(signed(), trusting()).status == "trusted"
    pem = TrustFolder((authority().pem,))
    assert report(signed(), pem).trust == "trusted"


def test_another_root_does_not() -> None:
    found = report(signed(), TrustFolder((authority(1).der,)))
    assert (found.status, found.trust) == ("untrusted", "unknown")


def test_what_is_no_certificate_is_left_out() -> None:
    noise = TrustFolder((b"\x30\x03noise", b"", authority().der), (b"noise",))
    assert report(signed(), noise).status == "trusted"


def test_a_certificate_that_names_the_right_body_itself_is_not_trusted() -> None:
    fake = authority(2)
    found = report(signed(who=fake), trusting())
    assert (found.status, found.trust) == ("untrusted", "unknown")


def test_a_changed_byte_breaks_it() -> None:
    data = signed()
    place = data.index(b"/MediaBox") + 12
    assert report(data[:place] + b"9" + data[place + 1 :], trusting()).status in (
        "broken",
        "unreadable",
    )


def test_a_file_saved_anew_is_broken() -> None:
    with pikepdf.open(io.BytesIO(signed())) as document:
        out = io.BytesIO()
        document.save(out)
    assert report(out.getvalue()).status in ("broken", "unreadable")


def test_a_comment_after_the_last_signature_is_a_change() -> None:
    assert report(added(signed()), trusting()).status == "changed"


def test_what_was_added_between_signatures_is_covered_by_the_last() -> None:
    found = report(signed(added(signed()), field="VanThu"), trusting())
    assert (found.status, found.count) == ("trusted", 2)
    assert found.notes == ("amended",)


def test_two_signatures_alone_are_no_amendment() -> None:
    found = report(signed(signed(), field="VanThu"), trusting())
    assert (found.status, found.count, found.notes) == ("trusted", 2, ())


def test_noise_after_the_end_is_noted_and_not_a_change() -> None:
    found = report(signed() + b"\n%junk" * 20, trusting())
    assert (found.status, found.notes) == ("trusted", ("appended",))
    assert report(signed() + b"\n\n", trusting()).notes == ()


def test_an_old_algorithm_is_weak_and_not_broken() -> None:
    found = report(signed(digest="sha1"), trusting())
    assert (found.status, found.algorithm) == ("weak", "sha1")


def test_a_certificate_that_had_run_out_is_out_of_bounds() -> None:
    old = holder(last=datetime(2026, 6, 1, tzinfo=HANOI), serial=8)
    found = report(signed(who=old), trusting())
    assert (found.status, found.trust) == ("out_of_bounds", "unknown")


def test_a_certificate_that_ran_out_since_was_good_when_it_signed() -> None:
    old = holder(last=datetime(2026, 7, 1, tzinfo=HANOI), serial=9)
    assert report(signed(who=old), trusting()).status == "trusted"


def test_a_certificate_on_the_list_is_revoked() -> None:
    on = datetime(2026, 5, 1, tzinfo=HANOI)
    found = report(signed(), trusting(revoked(7, on)))
    assert (found.status, found.trust) == ("revoked", "revoked")
    assert report(signed(), trusting(revoked(999, on))).status == "trusted"


@pytest.mark.parametrize("part", [0.4, 0.8, 0.99])
def test_a_file_cut_off_is_unreadable_not_unsigned(part: float) -> None:
    data = signed()
    assert b"/ByteRange" in data[: int(len(data) * 0.99)]
    assert report(data[: int(len(data) * part)] + b"/ByteRange").status == "unreadable"


def test_a_person_is_never_named() -> None:
    leader = holder("Đoàn Văn Mẫu", "UBND xã Đại Sơn", serial=11)
    found = report(signed(who=leader))
    assert found.organisation == "UBND xã Đại Sơn"
    assert "Mẫu" not in str(found)


def test_a_stamped_document_of_the_clerk_is_sound() -> None:
    found = report(made("CDDH-33"))
    assert (found.status, found.count, found.signers, found.notes) == ("untrusted", 5, 2, ())
    assert found.text == "5 chữ ký: nguyên vẹn, chưa xác minh được nơi cấp"


def test_a_time_without_zone_is_hanois(monkeypatch: pytest.MonkeyPatch) -> None:
    naive = SignatureReport("trusted", 1, signed_at="2026-06-17T23:30:00+07:00")
    assert naive.signed_on == date(2026, 6, 17)
    assert SIGNED_AT.utcoffset() == HANOI.utcoffset(None)

"""The later codes of the catalogue by themselves, and severities as data."""

from __future__ import annotations

import io
import unicodedata
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from par_rules.criteria.head import Regraded
from par_rules.criteria.loader import CriteriaError, load_criteria
from par_rules.criteria.model import CriteriaSet
from par_rules.evidence import Finding, Predecessor, Unit, manifest_from_json
from par_rules.evidence.checks import file_faults
from par_rules.evidence.checks.clock import clock
from par_rules.evidence.checks.duplicates import duplicates, same_numbers
from par_rules.evidence.checks.expiry import expiry
from par_rules.evidence.checks.fault import Fault
from par_rules.evidence.checks.future import future
from par_rules.evidence.checks.grades import graded
from par_rules.evidence.checks.link import link
from par_rules.evidence.checks.names import case_pairs, names
from par_rules.evidence.checks.scan_poor import scan_poor
from par_rules.evidence.checks.secret import secret
from par_rules.evidence.checks.signatures import signatures, unchecked
from par_rules.evidence.exhibits import distinct
from par_rules.evidence.letterhead import read_letterhead
from par_rules.evidence.signatures.report import SignatureReport
from par_rules.evidence.take import take_evidence
from sample.kinds import ROOT
from tests.evidence.folders import (
    AS_OF,
    document,
    exhibit,
    made,
    row,
    take,
    the_set,
    the_unit,
    told,
    year_folder,
)

SET = the_set()


def codes(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(f.code, f.case, f.severity) for f in findings]


# --- severities are data ---------------------------------------------------------------------


def regraded(**severities: str) -> CriteriaSet:
    checks = {
        name.replace("__", "."): Regraded.model_validate(
            {"severity": severity, "source": {"assumption": "weights"}}
        )
        for name, severity in severities.items()
    }
    return SET.model_copy(update={"head": SET.head.model_copy(update={"checks": checks})})


def found(code: str, leaf: str | None = "x", case: str = "") -> Finding:
    return Finding(code, "informs", leaf, None, "a.pdf", None, "", "", case)


def test_the_catalogue_gives_the_severity_of_code_and_case() -> None:
    assert graded(found("LATE"), SET).severity == "blocks"
    assert graded(found("LATE", case="scored"), SET).severity == "informs"
    assert graded(found("SIG_WEAK"), SET).severity == "warns"


def test_a_set_raises_or_lowers_it() -> None:
    ours = regraded(SIG_WEAK="blocks", MISMATCH="informs", LATE__scored="warns")
    assert graded(found("SIG_WEAK"), ours).severity == "blocks"
    assert graded(found("MISMATCH"), ours).severity == "informs"
    assert graded(found("LATE", case="scored"), ours).severity == "warns"
    assert graded(found("LATE"), ours).severity == "blocks"


def test_where_no_leaf_is_affected_nothing_blocks_but_a_secret() -> None:
    assert graded(found("BAD_TYPE", leaf=None), SET).severity == "warns"
    assert graded(found("SECRET", leaf=None), SET).severity == "blocks"
    assert graded(found("SECRET", leaf=None, case="personal"), SET).severity == "warns"


def test_a_lowered_severity_lets_a_document_prove(tmp_path: Path) -> None:
    rows = [row("1.1.1", "plan", "a.pdf", code="157/KH-UBND")]
    folder = year_folder(tmp_path, {"a.pdf": made("CDDH-01")}, rows)
    for criteria, answer in ((SET, "fails"), (regraded(MISMATCH="warns"), "passes")):
        manifest = take_evidence(criteria, the_unit(), 2026, folder, as_of=AS_OF)
        assert manifest.proofs()["yearly_plan_date", "plan"].answer == answer


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("SIG_WEEK: {severity: warns, source: {assumption: weights}}", "SIG_WEAK"),
        ("SECRET: {severity: informs, source: {assumption: weights}}", "luôn bị từ chối"),
        ("LATE: {severity: informs}", "source"),
    ],
)
def test_a_set_cannot_regrade_what_is_not_there(line: str, said: str, tmp_path: Path) -> None:
    import shutil

    copy = shutil.copytree(ROOT / "criteria", tmp_path / "criteria")
    head = copy / "hai-phong-xa" / "2026" / "set.yaml"
    text = head.read_text(encoding="utf-8") + f"\nchecks:\n  {line}\n"
    head.write_text(text, encoding="utf-8", newline="\n")
    with pytest.raises(CriteriaError) as caught:
        load_criteria(copy, "hai-phong-xa", 2026)
    assert said in str(caught.value)


# --- SIG_… -----------------------------------------------------------------------------------


def report(status: str = "untrusted", **fields: object) -> SignatureReport:
    usual: dict[str, object] = {
        "count": 2,
        "signers": 2,
        "trust": "unchecked",
        "time": "claimed",
        "organisations": ("UBND xã Đại Sơn",),
        "signed_at": "2026-01-20T15:00:00+07:00",
        "valid_from": date(2025, 7, 1),
        "valid_until": date(2035, 7, 1),
        "algorithm": "sha256",
    }
    return SignatureReport(status, **{**usual, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (report(), []),
        (report("trusted", trust="trusted"), []),
        (report("broken"), [("SIG_BROKEN", "", "blocks")]),
        (report("unreadable"), [("SIG_BROKEN", "unread", "warns")]),
        (report("changed"), [("SIG_CHANGED", "", "blocks")]),
        (report(notes=("appended",)), [("SIG_CHANGED", "appended", "warns")]),
        (report("weak", algorithm="sha1"), [("SIG_WEAK", "", "warns")]),
        (report(trust="unknown"), [("SIG_UNTRUSTED", "", "warns")]),
        (report("revoked", trust="revoked"), [("SIG_TIME", "revoked", "warns")]),
        (report("out_of_bounds", valid_until=date(2026, 1, 1)), [("SIG_TIME", "", "warns")]),
        (report(valid_until=date(2026, 6, 1)), [("SIG_TIME", "ended", "warns")]),
        (report(valid_until=date(2026, 6, 1), time="stamped"), []),
        (report(organisations=("Sở Nội vụ tỉnh Bắc Ninh",)), [("SIG_WHO", "", "warns")]),
        (report(organisations=()), []),
        (report(signers=1), [("SIG_WHO", "alone", "warns")]),
        (report(signed_at="2026-01-21T15:00:00+07:00"), []),
        (report(signed_at="2026-01-30T15:00:00+07:00"), [("SIG_LATE", "", "informs")]),
    ],
)
def test_each_doubt_about_a_signature_has_its_code(
    given: SignatureReport, said: list[tuple[str, str, str]]
) -> None:
    assert codes(list(signatures(exhibit(shown=document(signature=given)), AS_OF))) == said


def test_an_empty_folder_of_roots_is_told_once() -> None:
    signed = [document(path=f"{n}.pdf", signature=report()) for n in range(3)]
    [told_of] = unchecked(signed, {"0.pdf", "1.pdf"})
    assert told_of.what.startswith("2 tài liệu có chữ ký số nguyên vẹn")
    assert list(unchecked(signed, set())) == []


# --- the file itself -------------------------------------------------------------------------


def said_of(path: str, **fields: object) -> list[str]:
    return [fault.what for fault in names(document(path=path, **fields))]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("Kế hoạch 2026.pdf", ""),
        ("a\u202efdp.exe", "có ký tự ẩn (U+202E)"),
        ("a\u200bb.pdf", "có ký tự ẩn (U+200B)"),
        ("Ðại Sơn.pdf", "có chữ dễ lẫn: Ð"),
        ("Bаo cao.pdf", "có chữ dễ lẫn: а"),
        ("con.pdf", "là tên Windows giữ riêng"),
        ("a: b.pdf", "có ký tự Windows không nhận: :"),
        ("thư mục /a.pdf", "có dấu chấm hoặc dấu cách ở cuối"),
        ("a" * 250 + ".pdf", "quá dài (254 ký tự"),
    ],
)
def test_a_name_that_will_not_do_is_told(path: str, said: str) -> None:
    found = said_of(path)
    assert len(found) == bool(said)
    assert all(said in what for what in found)
    assert not any("\u202e" in what or "\u200b" in what for what in found)


def test_two_names_for_one_place_block_each_other() -> None:
    pairs = case_pairs([document(path="A.pdf"), document(path="a.pdf"), document(path="b.pdf")])
    assert set(pairs) == {"A.pdf", "a.pdf"}
    assert {(fault.severity, fault.case) for fault in pairs.values()} == {("blocks", "pair")}
    [twin] = names(document(twins=(unicodedata.normalize("NFD", "Kế hoạch.pdf"),)))
    assert (twin.code, twin.severity, twin.case) == ("NAME", "blocks", "pair")


def test_the_clock_of_a_file_is_told() -> None:
    assert [f.code for f in clock(document(clock="ahead"))] == ["CLOCK"]
    assert [f.code for f in clock(document(clock="still"))] == ["CLOCK"]
    assert list(clock(document())) == []


def test_a_secret_blocks_and_personal_numbers_warn() -> None:
    [mark] = secret(document(secrecy="toi_mat"))
    assert (mark.code, mark.severity, mark.case) == ("SECRET", "blocks", "")
    assert "TỐI MẬT" in mark.what
    [numbers] = secret(document(personal_numbers=3))
    assert (numbers.code, numbers.severity, numbers.case) == ("SECRET", "warns", "personal")


def test_active_content_blocks_and_attachments_warn() -> None:
    faults = file_faults(
        [document(path="a.pdf", active=("script",)), document(path="b.pdf", active=("attachment",))]
    )
    assert [(f.code, f.severity) for f in faults["a.pdf"]] == [("BAD_TYPE", "blocks")]
    assert [(f.code, f.severity) for f in faults["b.pdf"]] == [("BAD_TYPE", "warns")]


def test_a_coarse_grey_or_skewed_scan_is_poor() -> None:
    assert list(scan_poor(exhibit(shown=document(dpi=200)))) == []
    assert list(scan_poor(exhibit(shown=document(dpi=200, tilt=1)))) == []
    [poor] = scan_poor(exhibit(shown=document(dpi=150, grey=True, tilt=3)))
    assert poor.what.endswith("chỉ 150 dpi, cần từ 200 dpi; không có màu; nghiêng khoảng 3 độ")
    assert poor.todo == "quét lại bản gốc: màu, thẳng, từ 200 dpi"


# --- days ------------------------------------------------------------------------------------


def test_a_day_to_come_or_in_no_calendar_cannot_be() -> None:
    assert list(future(exhibit(), AS_OF)) == []
    assert told(list(future(exhibit(shown=document(issued=date(2026, 12, 1))), AS_OF))) == [
        ("FUTURE", "blocks")
    ]
    head = read_letterhead(["UBND XÃ"], ["Đại Sơn, ngày 31 tháng 02 năm 2026"])
    assert (head.issued, head.odd_date) == (None, "31/02/2026")
    odd = document(issued=None, odd_date="31/02/2026")
    [what] = [f.what for f in future(exhibit(shown=odd), AS_OF)]
    assert what == "“Kế hoạch.pdf” in ngày 31/02/2026, ngày không có"


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (date(2026, 11, 23), [("EXPIRED", "", "blocks")]),
        (date(2026, 11, 24), [("SOON", "week", "blocks")]),
        (date(2026, 12, 1), [("SOON", "week", "blocks")]),
        (date(2026, 12, 2), [("SOON", "", "warns")]),
        (date(2026, 12, 14), []),
        (None, []),
    ],
)
def test_the_end_of_force_is_told_three_weeks_before(
    until: date | None, said: list[tuple[str, str, str]]
) -> None:
    assert codes(list(expiry(exhibit(valid_until=until), SET, AS_OF))) == said


def test_a_saved_page_must_say_when_and_not_too_long_ago() -> None:
    page = "https://daison.example/tin"
    assert list(link(exhibit(), AS_OF)) == []
    assert list(link(exhibit(url=page, visited=date(2026, 11, 1)), AS_OF)) == []
    for visited in (None, date(2026, 1, 1)):
        assert told(list(link(exhibit(url=page, visited=visited), AS_OF))) == [("LINK", "warns")]


# --- duplicates ------------------------------------------------------------------------------


def test_the_same_text_saved_anew_is_a_copy() -> None:
    same = [
        document(path="a.pdf", text_sha256="t"),
        document(path="b.pdf", sha256="b" * 64, text_sha256="t"),
        document(path="c.pdf", sha256="c" * 64, text_sha256="u"),
    ]
    [copy] = duplicates(same, {"b.pdf"})
    assert (copy.code, copy.path) == ("DUP_TEXT", "a.pdf")


def test_one_number_of_two_papers_is_a_duplicate() -> None:
    one = document(path="a.pdf", sha256="a" * 64)
    other = document(path="b.pdf", sha256="b" * 64, code="12/KH–UBND")
    told_of = same_numbers([one, other])
    assert set(told_of) == {"a.pdf", "b.pdf"}
    assert told_of["a.pdf"].severity == "blocks"
    assert same_numbers([one, document(path="b.pdf", sha256="a" * 64)]) == {}


def test_the_same_number_of_two_communes_that_became_one_is_no_duplicate() -> None:
    ours = document(path="a.pdf", issuer="ỦY BAN NHÂN DÂN XÃ ĐẠI SƠN")
    theirs = document(path="b.pdf", issuer="ỦY BAN NHÂN DÂN XÃ QUANG HƯNG", sha256="b" * 64)
    assert same_numbers([ours, theirs]) == {}
    assert same_numbers([ours, document(path="c.pdf", issuer=None, sha256="c" * 64)]) == {}
    assert len(distinct([exhibit(shown=ours), exhibit(shown=theirs)])) == 2


def test_a_paper_of_a_predecessor_counts_as_the_units_own(tmp_path: Path) -> None:
    unit = Unit(
        key="dai-son", title="UBND xã Mới", city="Thành phố Hải Phòng", kind="xa",
        set_key="hai-phong-xa",
        predecessors=(Predecessor("UBND xã Đại Sơn", date(2026, 6, 30)),),
    )  # fmt: skip
    rows = [row("1.1.1", "plan", "a.pdf")]
    folder = year_folder(tmp_path, {"a.pdf": made("CDDH-01")}, rows)
    manifest = take_evidence(SET, unit, 2026, folder, as_of=AS_OF)
    assert "ISSUER" not in {f.code for f in manifest.findings}


# --- the whole way ---------------------------------------------------------------------------


def test_what_is_wrong_with_a_file_is_told_at_every_leaf_it_serves(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made("CDDH-01"))) as plan:
        plan.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")
        plan.save(out)
    rows = [row("1.1.1", "plan", "a.pdf"), row("1.1.2", "assignment_pages", "a.pdf", page="2")]
    manifest = take(year_folder(tmp_path, {"a.pdf": out.getvalue()}, rows))
    hit = [f.leaf for f in manifest.findings if f.code == "BAD_TYPE"]
    assert hit == ["yearly_plan_date", "yearly_plan_quality"]
    assert manifest.proofs()["yearly_plan_date", "plan"].answer == "fails"


def test_a_file_kept_back_is_listed_and_said_to_be(tmp_path: Path) -> None:
    rows = [
        row("1.1.1", "plan", "a.pdf", withheld="có"),
        row("1.1.2", "assignment_pages", "b.pdf", page="1", withheld="không"),
        row("1.4.2", "village_meetings", "c.jpg", issued="15/03/2026", place="Nhà văn hóa thôn 1"),
    ]
    files = {"a.pdf": made("CDDH-01"), "b.pdf": made("CDDH-02"), "c.jpg": made("CDDH-24")}
    manifest = take(year_folder(tmp_path, files, rows))
    assert manifest.withheld == ("a.pdf",)
    assert manifest.proofs()["yearly_plan_date", "plan"].answer == "passes"
    links = {link.path: link for answer in manifest.answers for link in answer.links}
    assert links["a.pdf"].withheld
    assert not links["b.pdf"].withheld
    assert (links["c.jpg"].shot_at, links["c.jpg"].declared) == (
        "Nhà văn hóa thôn 1",
        ("issued", "shot_at"),
    )
    shown = {one["Tệp"]: one["Do đơn vị khai"] for one in manifest.rows()}
    assert shown["c.jpg"] == "ngày, nơi chụp: Nhà văn hóa thôn 1"
    assert shown["a.pdf"] == ""
    assert manifest_from_json(manifest.to_json()) == manifest


def test_a_fault_of_an_unused_file_takes_no_points() -> None:
    stray = Fault("NAME", "blocks", "what", "todo", "pair").stray("a.pdf")
    assert (stray.severity, stray.leaf, stray.case) == ("warns", None, "pair")

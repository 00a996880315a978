"""Tables with faults: each gives its message and the cell, never a wrong number or an empty set."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from par_rules.cli import par
from par_rules.criteria import load_criteria
from par_rules.criteria.table_import.cells import TableError
from par_rules.criteria.table_import.recognise import recognise
from par_rules.criteria.table_import.run import Imported, import_table, write_import
from par_rules.values import points_text
from tests.tables.make import TABLES, excel

CRITERIA = Path(__file__).parents[2] / "criteria"
KEY, YEAR = "thu", 2026
GROUP = "ghi 2 điểm nhưng các dòng bên dưới cộng lại 1 điểm: nhập theo tổng các dòng"
NO_TABLE = (
    "không thấy bảng tiêu chí nào: bảng phải có cột tiêu chí (nội dung) và cột điểm tối đa, "
    "tên cột ở đầu bảng"
)
OLD = (
    "tệp đặt mật khẩu, hoặc là tệp đời cũ (.doc, .xls): bỏ mật khẩu, lưu lại dạng .docx hoặc .xlsx"
)

REFUSED = {
    "no-points-column": "bảng 1, hàng 1, cột 2: bảng có cột tiêu chí nhưng không thấy cột điểm tối "
    "đa: đặt tên cột là “Điểm tối đa” rồi nhập lại",
    "two-points-columns": "Bang!B1 và Bang!D1: bảng có 2 cột điểm tối đa, không rõ lấy cột nào: "
    "chỉ giữ một cột tên “Điểm tối đa”",
    "only-a-heading": "only-a-heading.docx: bảng có đầu cột nhưng không có dòng tiêu chí nào",
    "no-table": f"no-table.docx: {NO_TABLE}",
    "empty-sheet": f"empty.xlsx: {NO_TABLE}",
    "password": f"password.xlsx: {OLD}",
    "doc-renamed": f"doc-renamed.docx: {OLD}",
    "csv-renamed": "csv-renamed.xlsx: không phải tệp Word (.docx) hay Excel (.xlsx): mở bằng Word "
    "hoặc Excel, lưu lại đúng dạng rồi nhập",
    "no-bytes": "no-bytes.docx: tệp rỗng",
    "cut": "cut.docx: tệp hỏng, không mở được: lấy lại tệp gốc, mở bằng Word hoặc Excel rồi lưu "
    "lại",
    "doctype": "doctype.docx: tệp chứa khai báo XML không an toàn: mở bằng Word, lưu lại rồi nhập",
    "bomb": "bomb.docx: tệp bung ra quá lớn, có dấu hiệu bất thường: mở bằng Word, lưu lại rồi "
    "nhập",
    "far-cell": "far.xlsx: có trang tính kéo dài đến dòng 1048576, cột thứ 16384, có ô ghi nhầm ở "
    "rất xa: nhấn Ctrl+End để tìm, xóa các dòng, cột thừa rồi lưu lại",
}


@dataclass(frozen=True)
class Read:
    """What a table still gives: its leaves with points, those without a rule, and the messages."""

    points: tuple[str, ...]
    faults: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


BOTH = ("1.1: 1", "1.2: 1")
WORD_GROUPS = (
    f"bảng 1, hàng 2, cột 3: I “Chỉ đạo, điều hành” {GROUP}",
    f"bảng 1, hàng 3, cột 3: 1 “Kế hoạch cải cách hành chính” {GROUP}",
)
SHEET_GROUPS = (
    f"Bang!C2: I “Chỉ đạo, điều hành” {GROUP}",
    f"Bang!C3: 1 “Kế hoạch cải cách hành chính” {GROUP}",
)
SHARE = "dòng 1.2 “Tỷ lệ nhiệm vụ hoàn thành”"
NO_WORDING = (
    "bảng 1, hàng 4, cột 2: dòng 1.1 “Ban hành kế hoạch năm”: không có lời văn nào về cách tính"
)
READ = {
    "points-in-words": Read(
        ("1.2: 1",),
        (
            "bảng 1, hàng 4, cột 3: dòng 1.1: điểm tối đa ghi “một”, không phải một số điểm",
            *WORD_GROUPS,
        ),
    ),
    "points-a-range": Read(
        ("1.2: 1",),
        (
            "bảng 1, hàng 4, cột 3: dòng 1.1: điểm tối đa ghi “0-1”, không phải một số điểm",
            *WORD_GROUPS,
        ),
    ),
    "points-empty": Read(
        ("1.1: 1",),
        (
            *SHEET_GROUPS,
            f"Bang!C5: {SHARE} chưa nhập: không đọc được điểm tối đa",
        ),
    ),
    "points-as-share": Read(
        ("1.2: 1",),
        ("Bang!C4: dòng 1.1: điểm tối đa ghi “95%”, không phải một số điểm", *SHEET_GROUPS),
    ),
    "points-merged": Read(
        ("1.1: 1",),
        (
            "bảng 1, hàng 5, cột 3: dòng 1.2: ô điểm gộp chung với dòng trên, không rõ điểm của "
            "dòng này",
            *WORD_GROUPS,
        ),
    ),
    "formula-without-value": Read(
        ("1.2: 1",),
        (
            "Bang!C4: dòng 1.1: công thức =0.5+0.5 chưa có kết quả: mở bằng Excel, lưu lại "
            "rồi nhập",
            *SHEET_GROUPS,
        ),
    ),
    "parts-not-adding-up": Read(
        BOTH,
        (
            "bảng 1, hàng 3, cột 3: 1 “Kế hoạch cải cách hành chính” ghi 3 điểm nhưng các dòng bên "
            "dưới cộng lại 2 điểm: nhập theo tổng các dòng",
        ),
    ),
    "note-against-column": Read(
        BOTH,
        (
            "bảng 1, hàng 4, cột 3: dòng 1.1: cột điểm ghi 1 nhưng tên tiêu chí ghi (2 điểm): lấy "
            "theo cột điểm",
        ),
    ),
    "number-gap": Read(
        ("1.1: 1", "1.4: 1"),
        ("bảng 1, hàng 5, cột 2: số thứ tự nhảy từ 1.1 đến 1.4: có thể thiếu dòng",),
    ),
    "number-twice": Read(
        ("1.1: 1", "1.1: 1"), ("Bang!B5: số 1.1 dùng hai lần, lần đầu ở Bang!B4",)
    ),
    "number-of-another": Read(
        ("1.1: 1", "2.2: 1"), ("bảng 1, hàng 5, cột 2: dòng 2.2 nằm dưới dòng 1",)
    ),
    "number-not-read": Read(
        ("1.1: 1", "–: 1"), ("bảng 1, hàng 5, cột 1: số thứ tự “mục x” không đọc được",)
    ),
    "number-a-date": Read(
        ("–: 1", "1.2: 1"),
        (
            "Bang!A4: Excel đã đổi nội dung thành ngày 01/01/2026: đặt định dạng ô là Text rồi gõ "
            "lại",
        ),
    ),
    "number-by-word": Read(
        ("–: 1", "1.2: 1"),
        ("bảng 1, hàng 4, cột 1: số thứ tự do Word tự đánh nên không đọc được: gõ số vào ô",),
    ),
    "bands-overlap": Read(
        BOTH, (), (f"bảng 1, hàng 5, cột 4: {SHARE}: hai mức chồng lên nhau tại 100%",)
    ),
    "bands-gapped": Read(
        BOTH, (), (f"bảng 1, hàng 5, cột 4: {SHARE}: không có mức nào cho từ 80% đến 90%",)
    ),
    "band-without-points": Read(
        BOTH,
        (),
        (f"Bang!D5: {SHARE}: câu “từ 80% đến dưới 100%: điểm” nói về điểm mà không nêu số điểm",),
    ),
    "band-above-maximum": Read(
        BOTH,
        (),
        (f"bảng 1, hàng 5, cột 4: {SHARE}: có trường hợp 2 điểm, cao hơn điểm tối đa 1",),
    ),
    "shares-without-sign": Read(
        BOTH,
        (),
        (f"Bang!D5: {SHARE}: các mức là khoảng số nhưng không rõ số của đại lượng nào",),
    ),
    "nested-table": Read(
        BOTH,
        (
            "bảng 1, hàng 4, cột 4: có bảng lồng trong ô, bảng đó không được đọc: tách ra thành "
            "hàng của bảng ngoài",
        ),
        (NO_WORDING,),
    ),
    "text-box": Read(
        BOTH,
        (
            "bảng 1, hàng 4, cột 4: có hộp văn bản, chữ trong hộp không được đọc: chép chữ ra "
            "ngoài hộp rồi nhập lại",
        ),
        (NO_WORDING,),
    ),
    "raised-mark": Read(BOTH, remarks=("bảng 1, hàng 4, cột 3: bỏ dấu chú thích viết nhỏ ở trên",)),
    "hidden-text": Read(BOTH, remarks=("bảng 1, hàng 4, cột 3: có chữ ẩn, không đọc",)),
    "hidden-row": Read(("1.1: 1",), WORD_GROUPS, (), ("bảng 1, hàng 5: hàng ẩn, không đọc",)),
    "hidden-in-sheet": Read(
        ("1.1: 1",),
        tuple(text.replace("Bang!C", "Bang!D") for text in SHEET_GROUPS),
        (),
        ("Bang!C: cột ẩn, không đọc", "Bang!5:5: hàng ẩn, không đọc"),
    ),
    "tracked-change": Read(
        BOTH,
        remarks=(
            "tracked-change.docx: có sửa đổi chưa chấp nhận (Track Changes): chữ đã xóa bị bỏ qua, "
            "chữ thêm vào được đọc",
        ),
    ),
    "merged-header": Read(BOTH),
    "nfd": Read(BOTH),
    "old-tones": Read(BOTH),
}


def imported(name: str, folder: Path) -> Imported:
    return import_table(TABLES[name](folder), CRITERIA, KEY, YEAR)


def test_every_table_is_expected_somewhere() -> None:
    assert set(REFUSED) | set(READ) == set(TABLES)
    assert len(TABLES) >= 20


@pytest.mark.parametrize("name", REFUSED)
def test_a_table_that_cannot_be_read_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    with pytest.raises(TableError) as caught:
        imported(name, tmp_path)

    assert str(caught.value) == REFUSED[name]


@pytest.mark.parametrize("name", READ)
def test_a_table_with_a_fault_is_read_as_far_as_it_goes(name: str, tmp_path: Path) -> None:
    expected = READ[name]
    found = imported(name, tmp_path)
    write_import(found, tmp_path / "criteria" / KEY / str(YEAR))
    shutil.copy(CRITERIA / "document-types.yaml", tmp_path / "criteria")
    criteria = load_criteria(tmp_path / "criteria", KEY, YEAR)

    leaves = tuple(f"{leaf.number}: {points_text(leaf.max_points)}" for leaf in criteria.leaves())
    assert leaves == expected.points
    report = found.report
    assert tuple(map(str, report.faults)) == expected.faults
    assert tuple(map(str, report.unread)) == expected.unread
    assert tuple(map(str, report.remarks)) == expected.remarks


@pytest.mark.parametrize("name", ["points-in-words", "cut", "bands-overlap"])
def test_the_command_tells_faults_without_a_traceback(name: str, tmp_path: Path) -> None:
    shutil.copytree(CRITERIA, tmp_path / "criteria", ignore=shutil.ignore_patterns("hai-phong-xa"))
    file = TABLES[name](tmp_path)
    words = ["import-criteria", str(file), "--set", KEY, "--year", "2026"]
    result = CliRunner().invoke(par, [*words, "--criteria", str(tmp_path / "criteria")])

    assert result.exit_code == {"points-in-words": 3, "cut": 1, "bands-overlap": 0}[name]
    assert result.exception is None or isinstance(result.exception, SystemExit)
    told = REFUSED[name] if name in REFUSED else (*READ[name].faults, *READ[name].unread)[0]
    assert told in result.output


def test_a_set_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    found = imported("nfd", tmp_path)
    folder = tmp_path / KEY / str(YEAR)
    write_import(found, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    with pytest.raises(TableError, match="đã có bộ tiêu chí"):
        write_import(found, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


NUMBERS = ("I", "II", "1", "2", "1.1", "1.2", "1.1.1", "a)", "-", "", "x", "IV.3", "Tổng cộng")
POINTS = ("1", "2", "0,5", "", "-1", "(1đ)", "hai", "1 điểm", "1.000", "0")
WORDS = tuple(
    """
    Có không 1 0,5 điểm đ từ đến dưới 90% 80% 100% trở_lên : ; trừ mỗi tối_đa tháng_01 31/01 (1đ)
    = / × tỷ_lệ % 01 02 cuộc trong sau còn_lại “ ” ( ) - { [ # năm không_phát_sinh công_thức
    """.split()  # noqa: SIM905
)
TEXT = st.lists(st.sampled_from(WORDS), max_size=14).map(lambda w: " ".join(w).replace("_", " "))
ROWS = st.lists(
    st.tuples(st.sampled_from(NUMBERS), TEXT, st.sampled_from(POINTS), TEXT, TEXT),
    min_size=1,
    max_size=8,
)


@given(ROWS)
def test_any_rows_become_a_set_that_loads_or_are_refused(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    path = excel(tmp_path_factory.mktemp("rows") / "rows.xlsx", rows)
    refused = ""
    try:
        report = import_table(path, CRITERIA, KEY, YEAR).report
    except TableError as error:
        refused = str(error)
    if refused:  # no row could be taken, or there is none; never a set that does not load
        assert "không thành bộ tiêu chí" not in refused
        return

    assert report.leaves > 0
    assert report.typed + len(report.unread) == report.leaves


def test_a_wording_made_to_take_long_is_given_up_at_once() -> None:
    long = recognise("điểm bằng tỷ lệ a " * 330, Fraction(1), year=YEAR)
    many = recognise("Có: 1 điểm\n" * 500, Fraction(1), year=YEAR)

    assert len(long.failed) < 310
    assert long.failed.endswith("…”")
    assert many.failed == "lời văn có hơn 60 câu"

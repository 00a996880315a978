"""Counting cases: what each count is, what an export may look like, and what is told of faults."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook

from par_rules.figures.case_sql import COUNTS
from par_rules.figures.cases import CaseCounts, count_cases, exports

WINDOW = (date(2025, 12, 15), date(2026, 12, 14))
DAY = date(2026, 11, 24)
HEADINGS = (
    "Mã hồ sơ",
    "Người nộp",
    "Địa bàn cư trú",
    "Kênh nộp",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày trả kết quả",
    "Có phí",
    "Thanh toán trực tuyến",
    "Số hóa thành phần",
    "Số hóa kết quả",
    "Kết quả điện tử",
    "Tái sử dụng dữ liệu",
    "VNeID",
    "Đúng quy trình",
)
# A case received and settled on time in the window, at the counter, by somebody of the commune.
PLAIN = {
    "Người nộp": "NGƯỜI KÍN",
    "Địa bàn cư trú": "Tại xã",
    "Kênh nộp": "Trực tiếp",
    "Ngày tiếp nhận": "02/03/2026",
    "Ngày hẹn trả": "05/03/2026",
    "Ngày trả kết quả": "05/03/2026",
    "Đúng quy trình": "Có",
}


def case(**said: str) -> dict[str, str]:
    """Give a plain case with some cells changed; ``_`` in a name stands for a space."""
    return {**PLAIN, **{name.replace("_", " "): word for name, word in said.items()}}


def write(
    path: Path,
    cases: Sequence[Mapping[str, str]],
    *,
    headings: Sequence[str] = HEADINGS,
    delimiter: str = ",",
    encoding: str = "utf-8",
) -> Path:
    """Write an export; cases get numbers of their own unless they say one."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(headings)
    for number, one in enumerate(cases, start=1):
        row = {"Mã hồ sơ": f"HS-{number}", **one}
        writer.writerow([row.get(heading, "") for heading in headings])
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def count(*paths: Path, wanted: Sequence[str] = tuple(COUNTS), as_of: date = DAY) -> CaseCounts:
    return count_cases(paths, wanted, WINDOW, as_of)


def one(path: Path, name: str, cases: Sequence[Mapping[str, str]]) -> int:
    """Count one thing over cases written to ``path``, of an export taken on 20/11/2026."""
    found = count(write(path, cases), wanted=[name])
    assert found.problems == ()
    return found.counts[name]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return tmp_path / "ho-so-tthc-20261120.csv"


def test_cases_count_from_the_windows_first_day_to_the_day_the_export_was_taken(
    export: Path,
) -> None:
    days = ("14/12/2025", "15/12/2025", "20/11/2026", "21/11/2026")
    cases = [case(Ngày_tiếp_nhận=d, Ngày_hẹn_trả=d, Ngày_trả_kết_quả=d) for d in days]
    assert one(export, "received", cases) == 2
    assert one(export, "results_issued", cases) == 2


def test_the_day_of_the_score_and_the_windows_end_come_first_too(tmp_path: Path) -> None:
    cases = [
        case(Ngày_tiếp_nhận=d, Ngày_hẹn_trả=d, Ngày_trả_kết_quả=d)
        for d in ("01/06/2026", "14/12/2026", "15/12/2026")
    ]
    path = write(tmp_path / "ho-so-tthc-20270105.csv", cases)
    for as_of, received, day in (
        (date(2026, 6, 30), 1, date(2026, 6, 30)),
        (date(2027, 1, 5), 2, date(2026, 12, 14)),
    ):
        found = count(path, wanted=["received"], as_of=as_of)
        assert (found.counts["received"], found.day) == (received, day)


def test_without_a_day_in_its_name_an_export_reaches_to_its_last_event(tmp_path: Path) -> None:
    path = write(tmp_path / "ho-so-tthc-quy-3.csv", [case(Ngày_trả_kết_quả="09/03/2026")])
    assert count(path, wanted=["received"]).day == date(2026, 3, 9)


def test_settled_cases_count_whenever_received_and_overdue_ones_while_open(export: Path) -> None:
    cases = [
        case(),
        case(Ngày_tiếp_nhận="10/12/2025", Ngày_hẹn_trả="20/12/2025", Ngày_trả_kết_quả="18/12/2025"),
        case(Ngày_tiếp_nhận="01/12/2025", Ngày_hẹn_trả="10/12/2025", Ngày_trả_kết_quả="12/12/2025"),
        case(Ngày_trả_kết_quả="06/03/2026"),  # late
        case(Ngày_trả_kết_quả=""),  # overdue since 05/03
        case(Ngày_tiếp_nhận="18/11/2026", Ngày_hẹn_trả="20/11/2026", Ngày_trả_kết_quả=""),  # due
        case(Ngày_tiếp_nhận="18/11/2026", Ngày_hẹn_trả="19/11/2026", Ngày_trả_kết_quả=""),
        case(Ngày_tiếp_nhận="01/11/2025", Ngày_hẹn_trả="10/11/2025", Ngày_trả_kết_quả=""),
    ]
    # settled in the window: 1, 2, 4; overdue on 20/11: 5, 7 and 8, which waits since last year
    assert one(export, "settled_or_overdue", cases) == 6
    assert one(export, "settled_on_time", cases) == 2
    assert one(export, "results_issued", cases) == 3


def test_a_result_after_the_day_is_not_yet_given(tmp_path: Path) -> None:
    path = write(tmp_path / "ho-so-tthc-20261120.csv", [case(Ngày_trả_kết_quả="10/03/2026")])
    found = count(path, wanted=["settled_or_overdue", "results_issued"], as_of=date(2026, 3, 8))
    assert dict(found.counts) == {"settled_or_overdue": 1, "results_issued": 0}  # overdue on 08/03


def test_flags_make_wholes_and_parts(export: Path) -> None:
    cases = [
        case(Kênh_nộp="Trực tuyến", VNeID="Có", Có_phí="Có", Thanh_toán_trực_tuyến="Có"),
        case(Có_phí="Có", Thanh_toán_trực_tuyến="Không", Số_hóa_thành_phần="Có"),
        case(Có_phí="Không", Thanh_toán_trực_tuyến="Có", Số_hóa_thành_phần="Không phải số hóa"),
        case(Kết_quả_điện_tử="Có", Tái_sử_dụng_dữ_liệu="Có"),
        case(Số_hóa_kết_quả="Có", Tái_sử_dụng_dữ_liệu="Không có dữ liệu"),
    ]
    found = count(write(export, cases))
    assert found.problems == ()
    assert dict(found.counts) == {
        "received": 5,
        "received_online": 1,
        "settled_or_overdue": 5,
        "settled_on_time": 5,
        "outside_territory": 0,
        "outside_territory_on_time_ok": 0,
        "files_to_digitise": 4,  # all but the exempt one
        "files_digitised": 1,
        "results_issued": 5,
        "results_digitised": 2,  # one electronic, one digitised paper
        "results_electronic": 1,
        "data_reusable": 4,
        "data_reused": 1,
        "fee_cases": 2,
        "fee_cases_paid_online": 1,  # a payment without a fee does not count
        "vneid_cases": 1,
    }


def test_people_from_elsewhere(export: Path) -> None:
    cases = [
        case(),
        case(Địa_bàn_cư_trú="Ngoài xã"),
        case(Địa_bàn_cư_trú="Ngoài xã", Đúng_quy_trình="Không"),
        case(Địa_bàn_cư_trú="Ngoài xã", Ngày_trả_kết_quả="09/03/2026"),
        case(Địa_bàn_cư_trú="Ngoài xã", Ngày_trả_kết_quả=""),
    ]
    assert one(export, "outside_territory", cases) == 4
    assert one(export, "outside_territory_on_time_ok", cases) == 1


def test_other_headings_words_and_ways_to_write_days_are_known(tmp_path: Path) -> None:
    headings = (
        "Số hồ sơ",
        "Thời gian tiếp nhận",
        "HẠN TRẢ KẾT QUẢ",
        "Ngày có kết quả",
        "Hình thức nộp",
    )
    rows = [
        ("A", "2026-03-02", "05/03/2026 17:00", "04/03/2026 09:12:31", "ONLINE"),
        ("B", "2/3/2026", "2026-03-05 17:00:00", "", "bưu chính công ích"),
    ]
    path = write(
        tmp_path / "ho-so-tthc-20261120.csv",
        [dict(zip(headings, row, strict=True)) for row in rows],
        headings=headings,
    )
    wanted = ["received_online", "settled_on_time", "settled_or_overdue"]
    found = count(path, wanted=wanted)
    assert found.problems == ()
    assert dict(found.counts) == dict(zip(wanted, (1, 1, 2), strict=True))


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-8-sig")]
)
def test_csv_as_excel_and_others_write_it(export: Path, delimiter: str, encoding: str) -> None:
    cases = [case(), case(Người_nộp='"kín";\nhai dòng, "nháy"')]
    write(export, cases, delimiter=delimiter, encoding=encoding)
    assert count(export, wanted=["received"]).counts == {"received": 2}


def test_lines_above_the_headings_are_passed_over(export: Path) -> None:
    write(export, [case(), case(Ngày_tiếp_nhận="hôm qua")])
    export.write_bytes("UBND XÃ THỬ,,\nTổng hợp hồ sơ,,\n".encode() + export.read_bytes())
    (problem,) = count(export, wanted=["received"]).problems
    assert problem.where == "dòng 5"


def test_parquet_and_xlsx_count_like_csv(tmp_path: Path, export: Path) -> None:
    flags = dict.fromkeys(HEADINGS[7:], "Không")
    cases = [{**one, **flags} for one in (case(), case(Kênh_nộp="Trực tuyến"))]
    cases.append(case(**dict.fromkeys(HEADINGS[7:], "Có"), Ngày_trả_kết_quả=""))
    write(export, cases)
    parquet = tmp_path / "ho-so-tthc-20261120.parquet"
    duckdb.connect().execute(
        """COPY (SELECT * REPLACE (strptime("Ngày hẹn trả", '%d/%m/%Y')::DATE AS "Ngày hẹn trả") """
        f"FROM read_csv('{export}', all_varchar = true)) TO '{parquet}'"
    )
    book = Workbook()
    book.active.append(["Kết xuất"])
    book.active.append(list(HEADINGS))
    for number, item in enumerate(cases, start=1):
        row = {"Mã hồ sơ": number, **item, "Ngày tiếp nhận": date(2026, 3, 2)}
        book.active.append([row.get(heading) for heading in HEADINGS])
    xlsx = tmp_path / "ho-so-tthc-20261120.xlsx"
    book.save(xlsx)
    expected = count(export)
    assert expected.counts["received"] == 3
    for other in (parquet, xlsx):
        found = count(other)
        assert found.problems == ()
        assert found.counts == expected.counts


def test_exports_of_parts_of_the_year_are_counted_together(tmp_path: Path) -> None:
    write(tmp_path / "ho-so-tthc-q1.csv", [case(Mã_hồ_sơ="A")])
    write(tmp_path / "ho-so-tthc-q2.csv", [case(Mã_hồ_sơ="B"), case(Mã_hồ_sơ="C")])
    (tmp_path / "ho-so-tthc.txt").write_text("ghi chú", encoding="utf-8")
    paths = exports(tmp_path)
    assert [path.name for path in paths] == ["ho-so-tthc-q1.csv", "ho-so-tthc-q2.csv"]
    assert count(*paths, wanted=["received"]).counts == {"received": 3}


def test_a_missing_column_takes_only_its_own_counts(export: Path) -> None:
    headings = [heading for heading in HEADINGS if heading != "VNeID"]
    found = count(write(export, [case()], headings=headings), wanted=["received", "vneid_cases"])
    assert dict(found.counts) == {"received": 1}
    assert [str(problem) for problem in found.problems] == [
        "ho-so-tthc-20261120.csv: dòng tiêu đề: không có cột VNeID: "
        "kết xuất lại kèm cột này; số liệu cần cột này tạm coi là chưa có"
    ]


def test_a_column_left_blank_throughout_is_not_taken_for_no(export: Path) -> None:
    found = count(write(export, [case(), case()]), wanted=["received", "vneid_cases"])
    assert dict(found.counts) == {"received": 2}
    assert found.problems[0].what == "cột VNeID để trống ở mọi hồ sơ"


def test_bad_days_are_told_with_their_number_and_first_lines(export: Path) -> None:
    bad = ["31/02/2026", "", "02/03/26", "hôm qua", "1/1/1", "x", "y"]
    cases = [case(), *(case(Ngày_tiếp_nhận=day) for day in bad)]
    found = count(write(export, cases), wanted=["received", "results_issued"])
    assert dict(found.counts) == {}
    assert [str(problem) for problem in found.problems] == [
        "ho-so-tthc-20261120.csv: dòng 3, 4, 5, 6, 7 …: 7 hồ sơ có Ngày tiếp nhận để trống hoặc "
        "không phải là ngày: sửa rồi kết xuất lại; số liệu cần cột này tạm coi là chưa có"
    ]


def test_one_bad_day_among_thousands_leaves_out_its_case_alone(export: Path) -> None:
    # two cases of 2.000: one without a readable day, one given back before it came
    cases = [case() for _ in range(2000)]
    cases[4] = case(Ngày_tiếp_nhận="31/02/2026")
    cases[9] = case(Ngày_trả_kết_quả="01/03/2026")
    found = count(write(export, cases), wanted=["received", "results_issued"])
    assert dict(found.counts) == {"received": 1998, "results_issued": 1998}
    todo = "đã bỏ ra khỏi mọi số liệu (trên 2.000 hồ sơ); sửa rồi kết xuất lại"
    assert [str(problem) for problem in found.problems] == [
        "ho-so-tthc-20261120.csv: dòng 6: 1 hồ sơ có Ngày tiếp nhận để trống hoặc không phải là "
        f"ngày: {todo}",
        "ho-so-tthc-20261120.csv: dòng 11: 1 hồ sơ có ngày trả kết quả trước ngày tiếp nhận: "
        f"{todo}",
    ]


@pytest.mark.parametrize(("rows", "bad", "kept"), [(2999, 3, False), (3000, 3, True)])
def test_more_than_one_bad_case_in_a_thousand_leaves_the_count_unknown(
    export: Path, rows: int, bad: int, kept: bool
) -> None:
    cases = [case() for _ in range(rows - bad)] + [case(Ngày_tiếp_nhận="x")] * bad
    found = count(write(export, cases), wanted=["received"])
    assert dict(found.counts) == ({"received": rows - bad} if kept else {})


def test_a_result_before_its_case_is_a_fault(export: Path) -> None:
    found = count(
        write(export, [case(Ngày_trả_kết_quả="01/03/2026")]), wanted=["received", "results_issued"]
    )
    assert dict(found.counts) == {"received": 1}
    assert found.problems[0].what == "1 hồ sơ có ngày trả kết quả trước ngày tiếp nhận"


def test_words_nobody_knows_are_a_fault(export: Path) -> None:
    found = count(
        write(export, [case(), case(Kênh_nộp="Qua loa")]), wanted=["received", "received_online"]
    )
    assert dict(found.counts) == {"received": 2}
    assert str(found.problems[0]).startswith(
        "ho-so-tthc-20261120.csv: dòng 3: 1 hồ sơ có Kênh nộp ghi khác các từ đã biết: "
    )


def test_one_number_with_different_content_stops_all_counts(export: Path) -> None:
    cases = [case(Mã_hồ_sơ="A"), case(Mã_hồ_sơ="A", Kênh_nộp="Trực tuyến"), case(Mã_hồ_sơ="B")]
    found = count(write(export, cases))
    assert dict(found.counts) == {}
    assert str(found.problems[-1]) == (
        "ho-so-tthc-20261120.csv: dòng 3: 1 hồ sơ trùng mã mà nội dung khác nhau: "
        "kết xuất lại; chưa tính số liệu nào"
    )


def test_a_repeated_case_counts_once_and_is_noted(tmp_path: Path) -> None:
    first = write(tmp_path / "ho-so-tthc-q1.csv", [case(Mã_hồ_sơ="A"), case(Mã_hồ_sơ="B")])
    second = write(tmp_path / "ho-so-tthc-q2.csv", [case(Mã_hồ_sơ="B"), case(Mã_hồ_sơ="C")])
    found = count(first, second, wanted=["received"])
    assert found.counts == {"received": 3}
    assert found.problems == ()
    assert [str(note) for note in found.notes] == [
        "ho-so-tthc-q2.csv: dòng 2: 1 hồ sơ ghi lặp lại y nguyên: mỗi mã hồ sơ chỉ được đếm một lần"
    ]


def test_a_case_without_a_number_stops_all_counts(export: Path) -> None:
    found = count(write(export, [case(Mã_hồ_sơ=" ")]), wanted=["received"])
    assert dict(found.counts) == {}
    assert found.problems[0].what == "1 hồ sơ không có mã hồ sơ"


def test_cases_outside_the_window_are_noted(export: Path) -> None:
    early = case(Ngày_tiếp_nhận="01/12/2025")
    found = count(write(export, [case(), early]), wanted=["received"])
    assert found.counts == {"received": 1}
    assert [str(note) for note in found.notes] == [
        "ho-so-tthc-20261120.csv: dòng 3: 1 hồ sơ tiếp nhận ngoài khoảng 15/12/2025 – 20/11/2026: "
        "không tính vào số tiếp nhận; trả kết quả trong khoảng thì vẫn tính đã giải quyết"
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "tệp không có hồ sơ nào: kết xuất lại từ Hệ thống"),
        (
            ",".join(HEADINGS).encode() + b"\n",
            "tệp không có hồ sơ nào: kết xuất lại từ Hệ thống",
        ),
        (
            b"a,b\n1,2\n",
            "không thấy dòng tiêu đề trong 15 dòng đầu "
            "(cần cột Mã hồ sơ, Ngày tiếp nhận, Ngày hẹn trả …): kết xuất lại kèm dòng tiêu đề",
        ),
        (
            "Mã hồ sơ,Ngày tiếp nhận\n".encode("utf-16"),
            "chữ không phải mã UTF-8: lưu lại dạng CSV UTF-8 rồi chạy lại",
        ),
    ],
)
def test_an_export_without_cases_is_told(export: Path, data: bytes, message: str) -> None:
    export.write_bytes(data)
    found = count(export)
    assert dict(found.counts) == {}
    assert [str(problem) for problem in found.problems] == [f"{export.name}: {message}"]


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("parquet", "tệp parquet hỏng: kết xuất lại từ Hệ thống"),
        (
            "xlsx",
            "không phải tệp Excel (.xlsx) hoặc tệp hỏng: mở bằng Excel, lưu lại dạng .xlsx",
        ),
    ],
)
def test_a_damaged_export_is_told(tmp_path: Path, kind: str, message: str) -> None:
    path = tmp_path / f"ho-so-tthc.{kind}"
    path.write_bytes(b"PAR1 khong phai")
    assert [str(problem) for problem in count(path).problems] == [f"ho-so-tthc.{kind}: {message}"]


def test_no_fault_tells_what_a_row_holds(export: Path) -> None:
    secret = "NGƯỜI KÍN"
    for cases in (
        [case(), case(Ngày_tiếp_nhận=secret)],
        [case(), case(Kênh_nộp=secret)],
        [case(Mã_hồ_sơ=secret), case(Mã_hồ_sơ=secret, VNeID="Có")],
    ):
        found = count(write(export, cases))
        assert found.problems
        assert secret not in repr(found)
    write(export, [case(), case()])
    with export.open("a", encoding="utf-8") as file:
        file.write(f'HS-9,{secret},"Tại xã\n')
    found = count(export)
    assert [str(problem) for problem in found.problems] == [
        f"{export.name}: dòng 4: số cột khác dòng tiêu đề, hoặc dấu nháy kép không đóng: "
        "kết xuất lại từ Hệ thống, không sửa tay"
    ]


def test_one_export_that_cannot_be_read_stops_all_counts(export: Path, tmp_path: Path) -> None:
    write(export, [case()])
    (tmp_path / "ho-so-tthc-x.csv").write_bytes(b"")
    found = count(*exports(tmp_path), wanted=["received"])
    assert dict(found.counts) == {}
    assert len(found.problems) == 1


def test_a_count_that_does_not_exist_is_a_programming_error(export: Path) -> None:
    with pytest.raises(KeyError):
        count(write(export, [case()]), wanted=["so_ho_so"])

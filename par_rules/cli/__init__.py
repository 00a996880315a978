"""The command ``par``: one lazy module a command, no logic."""

from __future__ import annotations

import contextlib
import sys

import click

from par_rules.cli.lazy import LazyGroup
from par_rules.cli.vietnamese import speak_vietnamese

# name -> what it does; a command that is not there yet is not listed
COMMANDS = {
    "batch": "Chấm nhiều xã, nhiều năm một lượt; lập bảng tổng hợp, xếp hạng từng khối.",
    "check": "Kiểm tra bộ tiêu chí, ví dụ, số liệu, danh mục; liệt kê mọi lỗi kèm chỗ.",
    "criteria": "Ghi trang web của bộ tiêu chí: cách tính, hình, ví dụ, minh chứng, căn cứ.",
    "decree": "Kiểm tra thể thức một tệp Word theo Nghị định số 30/2020/NĐ-CP.",
    "diff": "So sánh hai bộ tiêu chí theo từng tiêu chí; chấm lại một năm theo cả hai bộ.",
    "doctor": "Xem máy này đã sẵn sàng chưa; thiếu gì thì không làm được gì.",
    "evidence": "Danh mục minh chứng: so sánh hai ngày, đề xuất nối tài liệu với tiêu chí.",
    "examples": "Chạy các ví dụ tính điểm viết bên cạnh bộ tiêu chí.",
    "explain": "Diễn giải điểm của một tiêu chí: quy tắc, số liệu, căn cứ, cách hiểu.",
    "export-criteria": "Xuất bộ tiêu chí thành bảng Word, Excel; nhập lại được.",
    "fill": "Điền điểm, số liệu, diễn giải, minh chứng vào mẫu Word, Excel của thành phố.",
    "find": "Tìm chữ trong mọi tài liệu của năm, gõ có dấu hay không dấu.",
    "gaps": "Liệt kê chỗ còn thiếu của từng cơ quan chủ trì, kèm số điểm và hạn.",
    "import-criteria": "Nhập bảng tiêu chí Word, Excel của thành phố, kèm bản đối chiếu.",
    "init": "Tạo thư mục, bảng số liệu, danh mục trống cho xã mới hoặc năm mới.",
    "lab": "Mở sổ tay năm trong JupyterLab: mọi việc của năm bằng biểu mẫu.",
    "levers": "Xếp việc còn làm được theo số điểm tăng thêm.",
    "remind": "Ghi phiếu đôn đốc (Word, trang web, tin Zalo) và một trang cho Chủ tịch.",
    "run": "Chạy cả năm: đọc minh chứng, chấm điểm, tìm chỗ thiếu, lập hồ sơ.",
    "schema": "Ghi lược đồ JSON Schema để trình soạn thảo kiểm tra tệp tiêu chí.",
    "score": "Chấm điểm, không chạy sổ tay; ghi scorecard.json.",
    "seal": "Niêm phong hồ sơ: báo cáo, bảng điểm, minh chứng, mã kiểm tra vào một gói.",
    "verify": "Kiểm tra một gói hồ sơ: tệp nào thiếu, đã đổi, thêm vào, đổi tên.",
    "whatif": "Tính thử khi một số liệu hoặc minh chứng khác đi.",
    "workbook": "Ghi bảng số liệu để các cơ quan điền, giữ nguyên số đã ghi.",
}


@click.command(
    cls=LazyGroup,
    words=COMMANDS,
    prefix="par_rules.cli.",
    options_metavar="[TÙY CHỌN]",
    subcommand_metavar="LỆNH [THAM SỐ]…",
    help="Chấm điểm Chỉ số cải cách hành chính cấp xã.",
)
def par() -> None:
    """The group of all commands."""


def main() -> None:
    """Run ``par``. Exit codes: 0 done, 1 input at fault, 2 wrong usage, 3 done in part."""
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    speak_vietnamese()
    try:
        par(prog_name="par")
    except Exception as fault:
        raise SystemExit(_tell_maintainer(fault)) from None


def _tell_maintainer(fault: Exception) -> int:
    """Keep the traceback in a file for the maintainer; give the official a sentence."""
    import tempfile
    import traceback
    from pathlib import Path

    from par_rules.runs.disk import refused

    if isinstance(fault, OSError) and (sentence := refused(fault)):
        click.echo(sentence, err=True)
        return 1
    place = Path(tempfile.gettempdir()) / "par-loi.txt"
    with contextlib.suppress(OSError):
        place.write_text("".join(traceback.format_exception(fault)), encoding="utf-8")
    click.echo(
        "Chương trình dừng vì một lỗi chưa lường trước.\n"
        f"Gửi tệp {place} cho người phụ trách bộ công cụ.",
        err=True,
    )
    return 1

"""The words of the workbook's first sheet: how to fill it in."""

from __future__ import annotations

from par_rules.criteria.model import CriteriaSet

HEADING = "CÁCH GHI SỐ LIỆU"


def guide(criteria: CriteriaSet) -> list[tuple[str, str]]:
    """Give (what, how) for each row of the sheet."""
    head = criteria.head
    start, end = (f"{day:%d/%m/%Y}" for day in head.window)
    return [
        (
            "Ai ghi",
            "Mỗi cơ quan, bộ phận ghi trang tính mang tên mình rồi gửi lại cả tệp. Các bản gửi về "
            "để cùng thư mục, tên bắt đầu bằng so-lieu, ví dụ “so-lieu phong kinh te.xlsx”; khi "
            "chấm điểm, mọi bản được đọc và gộp lại.",
        ),
        (
            "Ghi ở đâu",
            "Chỉ ghi vào ô nền vàng. Ô nền xám không ghi: số liệu đó lấy từ kết xuất hồ sơ, từ "
            "danh mục minh chứng, hoặc không cần. Không sửa cột Mã, không thêm cột.",
        ),
        (
            "Kỳ số liệu",
            f"Từ ngày {start} đến ngày chốt; cả kỳ kết thúc ngày {end}. Trước ngày chốt thì ghi "
            "số đến ngày cung cấp và ghi số dự kiến đến cuối kỳ.",
        ),
        (
            "Giá trị",
            "Số ghi là số (ô tự thêm dấu phân cách), không kèm chữ. Số lẻ dùng dấu phẩy. Ngày ghi "
            "dd/mm/yyyy. Câu hỏi có hoặc không thì chọn trong danh sách. Không có trường hợp nào "
            "thì ghi 0.",
        ),
        (
            "Dự kiến cuối năm",
            "Chỉ với số đếm còn tăng: số dự kiến đạt khi hết kỳ, không nhỏ hơn giá trị đã ghi. Để "
            "trống thì chương trình coi là có thể tăng đến mức cao nhất cho phép.",
        ),
        (
            "Tình trạng",
            "“không có”: việc phải làm mà chưa làm, hoặc văn bản không ban hành. “không phát "
            "sinh”: trong kỳ không có việc đó để làm. Ô chỉ cho chọn tình trạng được chấp nhận. Đã "
            "ghi giá trị thì không chọn tình trạng.",
        ),
        (
            "Chưa biết",
            "Để trống cả giá trị và tình trạng. Số liệu để trống được tính là chưa có, điểm liên "
            "quan để mở; không ghi 0 thay cho chưa biết.",
        ),
        (
            "Người cung cấp",
            "Ghi chức danh, vị trí việc làm, ví dụ “Công chức văn thư”. Không ghi tên người.",
        ),
        (
            "Tài liệu, Trang",
            "Tên tệp hoặc số, ký hiệu của tài liệu làm căn cứ, và trang ghi số liệu trong đó.",
        ),
        (
            "Ghi khác nhau",
            "Hai bản ghi khác nhau ở một ô thì không bản nào được dùng; chương trình nêu cả hai "
            "giá trị, tệp và ô để các bên thống nhất.",
        ),
        ("Bộ tiêu chí", f"{head.title}, năm {head.year}, phiên bản {head.version}."),
    ]

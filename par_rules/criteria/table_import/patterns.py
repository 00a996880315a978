"""The words by which a clause is known: points, deductions, formulas, what a rule would lose."""

from __future__ import annotations

import re

NUMBER = r"\d{1,4}(?:[.,]\d{1,6})?"
UNIT = r"(?:điểm|đ)(?![\w])"
# What a rule would lose: another criterion's points, rounding, weights.
BEYOND = re.compile(
    r"toàn tiêu chí|toàn bộ (?:\d+\s*)?(?:số )?điểm|làm tròn|hệ số|không cộng (?:đồng thời|trùng)|"
    r"(?:bị|được) 0\s*(?:điểm|đ) và bị trừ",
    re.IGNORECASE,
)
IF = re.compile(
    r"\b(?:nếu|nhưng|riêng|trừ khi|ngoài ra)\b|(?<!\d )(?<!mỗi )(?<!các )\btrường hợp\b",
    re.IGNORECASE,
)
MARK = re.compile(r"^\s*(?:[-–+•*·]|[a-zđ]\)|\(?\d{1,2}\))\s+")
SPLIT = re.compile(
    r"\n|;|(?<=điểm),\s+(?!tối đa|không quá|nhưng|trừ|mỗi|và|thì)"
    r"|(?<=[\w)%”.])\.\s+(?=[A-ZĐÀ-Ỹ(\d\"“-])"
)
POINTS = re.compile(rf"({NUMBER})\s*{UNIT}", re.IGNORECASE)
# What may follow the points of a case: an end, a note in brackets, a pointer to deductions.
TAIL = re.compile(
    r"\s*(?:\([^()]*\))?\s*(?:(?:và|đồng thời)\s+bị trừ điểm tại [^.;]*)?\s*[.,:;]?\s*",
    re.IGNORECASE,
)
CASE = re.compile(
    rf"(?P<label>.+?)\s*(?:[:=→]|\s[-–]\s|,?\s+(?:thì\s+)?được)\s*"
    rf"(?:được\s+|chấm\s+|đạt\s+|cộng\s+|tính\s+(?:là\s+)?|cho\s+)?(?P<points>{NUMBER})\s*{UNIT}"
    rf"(?P<tail>.*)",
    re.IGNORECASE | re.DOTALL,
)
POINTS_FIRST = re.compile(
    rf"(?P<points>{NUMBER})\s*{UNIT}\s*[:–-]\s*(?P<label>.+)", re.IGNORECASE | re.DOTALL
)
SHARE = re.compile(
    rf"(?P<label>.+?)\s*[:=→]\s*(?:được\s+)?(?P<share>{NUMBER})\s*%\s*(?:số\s+)?(?:tổng\s+)?điểm"
    r"(?:\s+tối đa)?(?P<tail>.*)",
    re.IGNORECASE | re.DOTALL,
)
OFF = re.compile(
    rf"(?P<label>.*?)\s*[:,]?\s*(?:bị\s+|thì\s+|sẽ\s+)?trừ\s+(?P<points>{NUMBER})\s*{UNIT}"
    r"(?P<per>\s*/\s*[\w ]+?)?(?P<tail>\s*(?:[,;(.].*|và .*)?)",
    re.IGNORECASE | re.DOTALL,
)
EACH = re.compile(r"\b(?:mỗi|01|1|một)\b", re.IGNORECASE)
OFF_LIMIT = re.compile(
    rf"(?:tối đa (?:bị )?trừ|trừ tối đa|trừ không quá|không quá)\s*({NUMBER})\s*{UNIT}",
    re.IGNORECASE,
)
GAIN = re.compile(
    rf"(?P<label>(?:cứ\s+)?(?:mỗi|có mỗi)\s.+?)\s*(?:[:=→]|được|cộng)\s*(?:được\s+|cộng\s+)*"
    rf"(?P<points>{NUMBER})\s*{UNIT}(?P<tail>.*)",
    re.IGNORECASE | re.DOTALL,
)
CAP = re.compile(
    rf"[,.\s(]*(?:nhưng\s+)?(?:tối đa|không quá|không vượt quá)\s*(?:là\s+|:\s*)?"
    rf"(?P<points>{NUMBER})\s*{UNIT}\s*\)?\s*\.?",
    re.IGNORECASE,
)
FORMULA = re.compile(
    r"(?P<label>.*?)\s*[:,]?\s*(?:thì\s+)?(?:số\s+)?điểm(?:\s+(?:đánh giá|đạt được|số))?\s*"
    r"(?:được tính theo công thức|tính theo công thức|được tính|bằng|=)\s*[:=]?\s*\[?\(?\s*"
    r"(?P<rate>(?:tỷ|tỉ) lệ[^×x*/=\[\]]*?)\s*(?:/\s*(?P<target>" + NUMBER + r")\s*%\s*)?"
    r"[×x*]\s*(?P<times>" + NUMBER + r"|điểm tối đa)\s*(?:điểm|đ)?\s*"
    r"(?:/\s*(?P<over>" + NUMBER + r")\s*%?)?\s*\]?\)?\s*\.?",
    re.IGNORECASE | re.DOTALL,
)
RATIO = re.compile(
    r"(?:tỷ|tỉ) lệ\s*%?[^=]{0,80}=\s*[\[(]?\s*(?P<part>[^/=]+?)\s*/\s*(?P<whole>[^/=]+?)"
    r"\s*[\])]?\s*[×x*]\s*100\s*%?\s*\.?",
    re.IGNORECASE | re.DOTALL,
)
NOT_ARISEN = re.compile(
    rf"[(]?\s*(?:trong (?:năm|kỳ)[^:;]*?)?"
    rf"không (?:phát sinh|có (?:phản ánh|hồ sơ|nhiệm vụ|yêu cầu))[^:;]*?"
    rf"[:,]?\s*(?:thì\s+)?(?:được\s+)?(?:tính|chấm)\s+(?:đủ\s+|điểm tối đa\s*)?"
    rf"(?P<points>{NUMBER})\s*{UNIT}\s*[).]*",
    re.IGNORECASE | re.DOTALL,
)
SURVEY = re.compile(
    r"(?:(?:theo|lấy theo|căn cứ)\s+)?(?:kết quả\s+)?điều tra (?:xã hội học|xhh)[^;:\d]*",
    re.IGNORECASE,
)
# Points without their unit, as many tables print them: "Hoàn thành 100% kế hoạch: 1".
BARE = re.compile(rf"(?P<label>.+?)\s*[:=→]\s*(?P<points>{NUMBER})\s*\.?", re.DOTALL)
REST = re.compile(
    rf"(?:các |những )?(?:trường hợp |mức )?(?:còn lại|khác)\s*[:,]?\s*(?:được\s+|chấm\s+)?"
    rf"(?P<points>{NUMBER})\s*(?:{UNIT})?\s*\.?",
    re.IGNORECASE,
)
NO_POINTS = re.compile(r"(?P<label>.+?)\s*[:=→]\s*không (?:có |được )?điểm\s*\.?", re.IGNORECASE)
IN_SHARE = re.compile(
    r"(?P<label>.+?)\s*[:=→]\s*(?:được\s+)?(?:điểm\s+)?tính (?:điểm )?theo (?:tỷ|tỉ) lệ"
    r"(?:\s*%)?(?: tương ứng| hoàn thành| đạt được| thực hiện)*\s*\.?",
    re.IGNORECASE | re.DOTALL,
)
STATED = re.compile(r"(?:tổng )?(?:số )?điểm(?: tối đa| chuẩn)?(?: là)?", re.IGNORECASE)
NONE_THIS_YEAR = re.compile(
    r"(?:trong (?:năm|kỳ)|năm đánh giá)\b[^:;]*?\bkhông (?:có|phát sinh)\b", re.IGNORECASE
)
PER = re.compile(
    rf"(?P<label>.+?)\s*[:=→]\s*(?:cộng\s+|được\s+)?(?P<points>{NUMBER})\s*{UNIT}\s*/\s*"
    r"(?P<per>(?:01 |1 )?[^\W\d][\w ]*?)(?P<tail>\s*(?:[,;(.].*)?)",
    re.IGNORECASE | re.DOTALL,
)
IN_BRACKETS = re.compile(rf"\([^()]*{NUMBER}\s*{UNIT}[^()]*\)", re.IGNORECASE)
SPEAKS_OF_POINTS = re.compile(
    r"(?<!quan )(?<!thời )(?<!địa )(?<!trọng )(?<!đặc )(?<!ưu )(?<!khuyết )\bđiểm\b"
    r"(?! nghẽn| nóng)",
    re.IGNORECASE,
)
BEST_COUNTS = re.compile(r"^(?:chỉ )?(?:tính|chấm|lấy) (?:mức|điểm)? ?cao nhất", re.IGNORECASE)
EXCLUDED = re.compile(
    r":\s*không (?:tính|chấm)(?: điểm)?\s*\.?$|^không tính đối với", re.IGNORECASE
)

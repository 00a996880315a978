"""Click's own words in Vietnamese: heads of the help, and what is said of a wrong option.

Click looks every text up by its English words; what is not listed here stays as it is.
"""

from __future__ import annotations

import sys
from types import ModuleType

TEXTS = {
    "Usage:": "Cách dùng:",
    "Options": "Tùy chọn",
    "Commands": "Các lệnh",
    "Show this message and exit.": "Hiện hướng dẫn này.",
    "Error: {message}": "Lỗi: {message}",
    "Aborted!": "Đã dừng theo yêu cầu.",
    "Try '{command} {option}' for help.": "Gõ '{command} {option}' để xem hướng dẫn.",
    "No such command {name!r}.": "không có lệnh {name!r}.",
    "No such option {name!r}.": "không có tùy chọn {name!r}.",
    "Did you mean {possibility}?": "Ý bạn là {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Ý bạn là một trong: {possibilities}?)",
    "Missing command.": "thiếu tên lệnh.",
    "Missing option": "thiếu tùy chọn",
    "Missing argument": "thiếu tham số",
    "Missing parameter": "thiếu tham số",
    "Missing parameter: {param_name}": "thiếu tham số: {param_name}",
    "Missing {param_type}": "thiếu {param_type}",
    "Invalid value for {param_hint}: {message}": (
        "giá trị của {param_hint} không dùng được: {message}"
    ),
    "Invalid value: {message}": "giá trị không dùng được: {message}",
    "{value!r} is not a valid {number_type}.": "{value!r} không phải là số nguyên.",
    "{value} is not in the range {range}.": "{value} nằm ngoài khoảng {range}.",
    "{value!r} does not match the format {format}.": "{value!r} không đúng dạng {format}.",
    "{value!r} does not match the formats {formats}.": (
        "{value!r} không phải là ngày: viết dd/mm/yyyy, ví dụ 24/11/2026."
    ),
    "{value!r} is not {choice}.": "{value!r} không phải là {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} không thuộc các giá trị {choices}.",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "Option {name!r} requires an argument.": "tùy chọn {name!r} cần một giá trị.",
    "Option {name!r} requires {nargs} arguments.": "tùy chọn {name!r} cần {nargs} giá trị.",
    "Option {name!r} does not take a value.": "tùy chọn {name!r} không nhận giá trị.",
    "Got unexpected extra argument ({args})": "thừa tham số ({args})",
    "Got unexpected extra arguments ({args})": "thừa các tham số ({args})",
    "Takes {nargs} values but 1 was given.": "cần {nargs} giá trị, mới có 1.",
    "Takes {nargs} values but {len} were given.": "cần {nargs} giá trị, mới có {len}.",
    "file": "tệp",
    "directory": "thư mục",
    "path": "đường dẫn",
    "{name} {filename!r} does not exist.": "{name} {filename!r} không có.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} là thư mục.",
    "{name} {filename!r} is a file.": "{name} {filename!r} là tệp.",
    "{name} {filename!r} is not readable.": "không đọc được {name} {filename!r}.",
    "{name} {filename!r} is not writable.": "không ghi được {name} {filename!r}.",
    "required": "bắt buộc",
    "default: {default}": "mặc định: {default}",
    "unknown error": "lỗi chưa rõ",
    "Could not open file {filename!r}: {message}": "không mở được tệp {filename!r}: {message}",
}


def speak_vietnamese() -> None:
    """Put the words above into every module of click that is loaded."""
    for name, module in list(sys.modules.items()):
        if name.startswith("click.") and isinstance(module, ModuleType):
            if hasattr(module, "_"):
                vars(module)["_"] = _text
            if hasattr(module, "ngettext"):
                vars(module)["ngettext"] = _counted


def _text(words: str) -> str:
    return TEXTS.get(words, words)


def _counted(one: str, many: str, number: int) -> str:
    return _text(one if number == 1 else many)

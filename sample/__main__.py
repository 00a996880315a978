"""``python -m sample [FOLDER]``: writes the sample year's documents, the same bytes every time."""

from __future__ import annotations

import sys
from pathlib import Path

from sample.register import write_register
from sample.write import DOCUMENT_FOLDER, strangers, write_documents
from sample.year_files import write_year_files

USAGE = """\
Cách dùng: python -m sample [THƯ_MỤC]
Tạo các tài liệu mẫu của xã Đại Sơn năm 2026; mỗi lần chạy cho cùng các byte.
Không ghi THƯ_MỤC thì dùng evidence/dai-son/2026/tai-lieu của dự án, và ghi cả
danh mục minh chứng, số liệu bên cạnh."""


def main(arguments: list[str]) -> int:
    """Write the documents, report what was written and what does not belong there.

    Gives 2 for arguments that it does not know.
    """
    if len(arguments) > 1 or any(word.startswith("-") for word in arguments):
        print(USAGE)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    folder = Path(arguments[0]) if arguments else DOCUMENT_FOLDER
    written = write_documents(folder)
    beside = [] if arguments else [write_register(folder), *write_year_files(folder.parent)]
    megabytes = f"{sum(path.stat().st_size for path in written) / 1e6:.1f}".replace(".", ",")
    print(f"Đã ghi {len(written)} tài liệu mẫu, {megabytes} MB, vào {folder}")
    print("".join(f"Đã ghi {path}\n" for path in beside), end="")
    for path in strangers(folder):
        print(f"Tệp lạ, không có trong danh mục tài liệu mẫu: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

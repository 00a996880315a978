"""What a certificate says of the body that holds it or issued it; never a person's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from par_rules.letters import clean, words

# Words that open the name of a body. One syllable alone would not do: Trương and Đoàn are family
# names as well.
_BODIES = (
    "uy ban", "ubnd", "hoi dong", "hdnd", "van phong", "trung tam", "chi cuc", "tong cuc",
    "cong an", "chinh phu", "thanh uy", "tinh uy", "dang uy", "mat tran", "cong ty", "co quan",
    "cong thong tin", "benh vien", "toa an", "kho bac", "thanh tra", "thanh pho", "dac khu",
    "so noi vu", "so tu phap", "so tai chinh", "so y te", "so xay dung", "so khoa hoc",
    "so giao duc", "so nong nghiep", "so cong thuong", "so van hoa", "so du lich", "so ngoai vu",
    "so dan toc", "phong kinh te", "phong van hoa", "phong noi vu", "phong ha tang", "phong y te",
    "bo noi vu", "bo tu phap", "bo tai chinh", "bo khoa hoc", "bo cong an", "bo quoc phong",
    "ban quan ly", "ban thuong truc", "ban bien tap", "ban chi huy", "ban chi dao", "ban co yeu",
    "truong mam non", "truong tieu hoc", "truong thcs", "truong thpt", "truong trung hoc",
    "tram y te", "doan thanh nien", "hoi lien hiep", "hoi nong dan", "hoi cuu chien binh",
    "vien kiem sat", "cuc chung thuc", "cuc thue", "cuc thong ke",
)  # fmt: skip
_OPENINGS = tuple(tuple(name.split()) for name in _BODIES)
MAX_CHARACTERS = 200


def body(name: Mapping[str, Sequence[str]]) -> str | None:
    """Give the body that a certificate's subject names, the nearest one: CN, else OU, else O.

    ``name`` holds the values by "common_name", "organizational_unit_name", "organization_name".
    A common name counts only where it opens as the name of a body.
    """
    for part in ("common_name", "organizational_unit_name", "organization_name"):
        for value in name.get(part, ()):
            text = clean(value)[:MAX_CHARACTERS]
            if text and (part != "common_name" or is_body(text)):
                return text
    return None


def authority(name: Mapping[str, Sequence[str]]) -> str | None:
    """Give the name of who issued a certificate; that is never a person."""
    for part in ("common_name", "organization_name"):
        for value in name.get(part, ()):
            if text := clean(value)[:MAX_CHARACTERS]:
                return text
    return None


def is_body(text: str) -> bool:
    """Say whether a name opens as that of a body."""
    found = words(text)
    return any(found[: len(opening)] == opening for opening in _OPENINGS)

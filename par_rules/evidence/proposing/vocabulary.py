"""The words of titles and file names: abbreviations written out, pairs of neighbours, weights."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from par_rules.letters import clean, fold, words

# As file names abbreviate them, without marks; general usage of offices, not of one unit.
ABBREVIATIONS = {
    "bb": "bien ban",
    "bc": "bao cao",
    "cb": "can bo",
    "cbcc": "can bo cong chuc",
    "cc": "cong chuc",
    "cchc": "cai cach hanh chinh",
    "cds": "chuyen doi so",
    "cntt": "cong nghe thong tin",
    "csdl": "co so du lieu",
    "ct": "chi thi",
    "ctr": "chuong trinh",
    "cv": "cong van",
    "dm": "danh muc",
    "ds": "danh sach",
    "dvc": "dich vu cong truc tuyen",
    "dvsn": "don vi su nghiep cong",
    "gm": "giay moi",
    "hdnd": "hoi dong nhan dan",
    "hcc": "hanh chinh cong",
    "kl": "ket luan",
    "kh": "ke hoach",
    "nq": "nghi quyet",
    "pbgdpl": "pho bien giao duc phap luat",
    "pl": "phap luat",
    "pakn": "phan anh kien nghi",
    "qd": "quyet dinh",
    "qc": "quy che",
    "snv": "so noi vu",
    "tb": "thong bao",
    "thpl": "thi hanh phap luat",
    "tt": "trung tam",
    "ttdt": "thong tin dien tu",
    "tthc": "thu tuc hanh chinh",
    "ttr": "to trinh",
    "ubnd": "uy ban nhan dan",
    "vb": "van ban",
    "vtvl": "vi tri viec lam",
}
# Words that say nothing of the subject.
_EMPTY = frozenset(
    words(
        "của và về việc năm các cho trong theo tại đến có từ nêu trang xã phường đặc khu được là "
        "với ở một những này đã bản signed copy scan final sửa cuối lần img z file zalo hoặc kèm "
        "ghi không do bằng"
    )
)
_CASES = re.compile(r"(?<=[^\W\d_A-ZĐ])(?=[A-ZĐ][^\W\d_A-ZĐ])|[_\-.]")


def terms(text: str) -> tuple[str, ...]:
    """Give the words of ``text`` that tell something, folded and written out, then their pairs."""
    found: list[str] = []
    for word in words(_CASES.sub(" ", clean(text))):
        found += ABBREVIATIONS.get(word, word).split()
    kept = [word for word in found if word not in _EMPTY and not _is_noise(word)]
    return (*kept, *(f"{a} {b}" for a, b in pairwise(kept)))


def _is_noise(word: str) -> bool:
    """Say whether a word is a number, or one of the long codes that Zalo names files by."""
    return word.isdigit() or (any(c.isdigit() for c in word) and len(word) > 4)


Vector = dict[str, float]


class Weights:
    """How much a word tells: one that few texts hold tells more than one that all hold."""

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        held: Counter[str] = Counter()
        count = 0
        for text in texts:
            held.update(set(text))
            count += 1
        self._of = {term: math.log((1 + count) / (0.5 + here)) for term, here in held.items()}
        self._unknown = math.log((1 + count) / 0.5)

    def of(self, term: str) -> float:
        """Give the weight of a word or pair."""
        return self._of.get(term, self._unknown)

    def vector(self, text: Mapping[str, float]) -> Vector:
        """Give a text (a weight from 0 to 1 by term) as a vector of length 1."""
        found = {term: self.of(term) * weight for term, weight in text.items()}
        length = math.sqrt(sum(value * value for value in found.values())) or 1.0
        return {term: value / length for term, value in found.items()}


def weighted(*parts: tuple[str, float]) -> dict[str, float]:
    """Give each term of the texts the weight of the text that weighs most."""
    found: dict[str, float] = {}
    for text, weight in parts:
        for term in terms(text):
            found[term] = max(weight, found.get(term, 0.0))
    return found


_PERIODS = (
    (re.compile(r"\bquy (i|1)\b(?! ?(v|i))|3 thang dau nam"), "Q1"),
    (re.compile(r"\b6 thang( dau nam)?\b(?! cuoi)|\bquy (ii|2)\b"), "H1"),
    (re.compile(r"\b9 thang\b|\bquy (iii|3)\b"), "Q3"),
    (re.compile(r"\bthang (0?[1-9]|1[0-2])\b"), "M"),
)


def period(text: str) -> str | None:
    """Give the part of the year that a title names: Q1, H1, Q3, M (a month); None for none."""
    said = " ".join(fold(_CASES.sub(" ", text)).split())
    return next((name for pattern, name in _PERIODS if pattern.search(said)), None)

"""Office files within their budget: counted as they unpack, parsed as they come."""

from __future__ import annotations

import tracemalloc

import pytest

from par_rules.evidence.office_files import (
    MAX_DEPTH,
    SMALL,
    Unreadable,
    check_size,
    open_archive,
    read_member,
    read_xml,
)
from tests.evidence.attack_files import MEGABYTE, archive, bomb

TREE = b'<a xmlns:w="u" w:k="v"><w:b>x&amp;y<c/>z</w:b><!-- no --><d>t</d></a>'


def test_a_part_is_read_as_element_tree_reads_it() -> None:
    root = read_xml(open_archive(archive({"a.xml": TREE})), "a.xml")
    assert (root.tag, root.attrib) == ("a", {"{u}k": "v"})
    assert [(e.tag, e.text, e.tail) for e in root.iter()] == [
        ("a", None, None),
        ("{u}b", "x&y", None),
        ("c", None, "z"),
        ("d", "t", None),
    ]


def test_only_the_first_elements_are_read_if_only_these_are_asked_for() -> None:
    broken_behind = TREE.replace(b"<d>", b"<d><e></d>")
    root = read_xml(open_archive(archive({"a.xml": broken_behind})), "a.xml", first=3)
    assert [e.tag for e in root.iter()] == ["a", "{u}b", "c"]


@pytest.mark.parametrize(
    "xml", [b"", b"<a>", b"<a></b>", b"<a/><b/>", b"\x00", b"<a>\xff</a>", b"<a b=1/>"]
)
def test_what_is_no_xml_says_so(xml: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^tệp hỏng, không đọc được nội dung$"):
        read_xml(open_archive(archive({"a.xml": xml})), "a.xml")


def test_nesting_beyond_reason_is_refused() -> None:
    xml = b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1)
    with pytest.raises(Unreadable, match="không đọc được nội dung"):
        read_xml(open_archive(archive({"a.xml": xml})), "a.xml")


def test_a_member_that_is_not_there_says_so() -> None:
    with pytest.raises(Unreadable, match=r"^tệp hỏng, không mở được$"):
        read_member(open_archive(archive({"a.xml": b"<a/>"})), "b.xml")


def test_a_small_file_may_unpack_to_much_and_no_more() -> None:
    within, beyond = SMALL // MEGABYTE - 1, SMALL // MEGABYTE + 1
    check_size(open_archive(bomb("b.xml", within)))
    with pytest.raises(Unreadable, match="bung ra quá lớn"):
        check_size(open_archive(bomb("b.xml", beyond)))


def test_what_unpacks_is_not_held() -> None:
    data = bomb("b.xml", 64, b"<a>", b"<!-- nothing -->")
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable, match="bung ra quá lớn"):
            read_xml(open_archive(data), "b.xml")
        assert tracemalloc.get_traced_memory()[1] < 4 * MEGABYTE
    finally:
        tracemalloc.stop()

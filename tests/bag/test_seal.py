"""``par seal`` on a small year: what goes in, under which name, and what stops it."""

import hashlib
import json
import os
import shutil
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from par_rules.bag.names import places, stored
from par_rules.bag.seal import Sealed, seal
from par_rules.bag.sent import manifest_text
from par_rules.bag.verify import verify
from par_rules.cli.seal import command
from par_rules.criteria import CriteriaSet
from par_rules.dossier.edition import file_name
from par_rules.dossier.wording import hash_text
from par_rules.evidence.document import Document
from par_rules.evidence.manifest import Answer, Finding, Link, Manifest
from par_rules.runs.record import set_sha256
from par_rules.runs.year import InputError, YearRun, open_year
from par_rules.scoring.facts import Proof

ROOT = Path(__file__).parents[2]
PLAN = "Phòng VHXH/Kế hoạch CCHC <script>.pdf"
PHOTO = "=cmd ảnh \u202echụp.JPG"
LETTER = "Công văn.pdf"
TODAY = date(2026, 12, 9)


def document(run: YearRun, path: str, code: str | None, issued: date | None) -> Document:
    data = f"%PDF {path}".encode("utf-8", "surrogatepass")
    file = run.folder / "tai-lieu" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(path, path, len(data), sha256, "pdf", code=code, issued=issued)


def answer(run: YearRun, leaf: str, *paths: str) -> Answer:
    requirement = run.criteria.leaf(leaf).evidence[0]
    links = tuple(Link(path, 1, None, None, None, None) for path in paths)
    found = run.criteria.leaf(leaf)
    proof = Proof("passes", len(links))
    return Answer(found.key, leaf, requirement.key, requirement.title, proof, links, run.as_of)


def made(run: YearRun, *documents: Document, answers: tuple[Answer, ...]) -> Manifest:
    return Manifest(run.unit.key, run.year, run.as_of, tuple(documents), answers)


def keep(run: YearRun, manifest: Manifest) -> None:
    """Write what ``par run`` leaves, the scorecard first."""
    head = run.criteria.head
    hashed = set_sha256(run.criteria_folder, head.key, run.year, head.plans)
    run.out.mkdir(parents=True, exist_ok=True)
    views = {"max": "1", "claimed_low": "1", "claimed_high": "1", "secured": "0.5", "lost": "0"}
    card = {
        "set_sha256": hashed,
        "as_of": run.as_of.isoformat(),
        "self_points": views,
        "leaves": [{"number": "1.1.1", "title": "Kế hoạch", "arises": "yes", **views}],
        "closed": [{"how": "unproved"}],
    }
    (run.out / "scorecard.json").write_text(json.dumps(card), encoding="utf-8")
    text = json.dumps(manifest.to_json(), ensure_ascii=False)
    (run.out / "manifest.json").write_text(text, encoding="utf-8")
    fact = {"state": "known", "value": "3", "ceiling": "9"}
    proofs = {"yearly_plan_date": {"plan": {"answer": "fails", "passing": 0, "codes": ["DRAFT"]}}}
    facts = {"schema": "par-facts/1", "inputs": {"reports": fact}, "proofs": proofs}
    (run.out / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    for name in ("bang-diem.xlsx", "ho-so.html"):
        written = run.out / file_name(name, run.edition)
        written.write_bytes(written.name.encode())
    report(run.out / file_name("bao-cao.docx", run.edition), *anchor(run, manifest))
    (run.out / "gaps.json").write_bytes(b"gaps")


def report(path: Path, *lines: str) -> None:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))


def anchor(run: YearRun, manifest: Manifest) -> list[str]:
    """Give the line by which a report names the list of evidence."""
    data = (run.out / "manifest.json").read_bytes()
    if run.edition == "submission":
        data = manifest_text(run.criteria, manifest).encode()
    told = hash_text(hashlib.sha256(data).hexdigest())
    return [f"Mã SHA-256 của danh mục minh chứng (tệp manifest.json trong gói hồ sơ): {told}."]


@pytest.fixture
def run(tmp_path: Path, criteria: CriteriaSet) -> YearRun:
    evidence = tmp_path / "evidence"
    (evidence / "dai-son/2026/tai-lieu").mkdir(parents=True)
    shutil.copy(ROOT / "evidence/dai-son/unit.yaml", evidence / "dai-son/unit.yaml")
    run = replace(
        open_year("dai-son", 2026, None, ROOT / "criteria", evidence, tmp_path / "out"),
        edition="submission",
    )
    vars(run)["criteria"] = criteria  # read once for all tests
    return run


@pytest.fixture
def manifest(run: YearRun) -> Manifest:
    return made(
        run,
        document(run, PLAN, "156/KH-UBND", date(2025, 12, 31)),
        document(run, PHOTO, None, None),
        document(run, LETTER, "19/UBND-VHXH", date(2026, 1, 6)),
        document(run, "thừa.pdf", None, None),
        answers=(answer(run, "1.1.1", PLAN), answer(run, "1.1.2", PLAN, PHOTO, LETTER)),
    )


def sealed(run: YearRun, manifest: Manifest, *, by_criterion: bool = False) -> Sealed:
    keep(run, manifest)
    return seal(run, by_criterion=by_criterion, signed=None, today=TODAY)


def names(bag: Sealed) -> list[str]:
    with zipfile.ZipFile(bag.packed.path) as archive:
        root = "ho-so-dai-son-2026/data/"
        return [n.removeprefix(root) for n in archive.namelist() if n.startswith(root)]


def faults(run: YearRun) -> list[str]:
    with pytest.raises(InputError) as error:
        seal(run, by_criterion=False, signed=None, today=TODAY)
    assert not list(run.out.glob("*.zip"))
    return error.value.lines


def test_a_bag_holds_the_dossier_and_each_document_once(run: YearRun, manifest: Manifest) -> None:
    bag = sealed(run, manifest)

    assert names(bag) == [
        "bang-diem.xlsx",
        "bao-cao.docx",
        "facts.json",
        "ho-so.html",
        "manifest.json",
        "minh-chung/1/1.1.1/1.1.1_156-KH-UBND_2025-12-31.pdf",
        "minh-chung/1/1.1.2/1.1.2_19-UBND-VHXH_2026-01-06.pdf",
        "minh-chung/1/1.1.2/1.1.2_cmd-anh-chup.jpg",
        "muc-luc.txt",
        "scorecard.json",
    ]
    assert verify(bag.packed.path).faults == ()
    assert verify(bag.packed.path).manifest_sha256 == bag.packed.manifest_sha256


def test_the_index_leads_from_each_leaf_to_its_documents(run: YearRun, manifest: Manifest) -> None:
    with zipfile.ZipFile(sealed(run, manifest).packed.path) as archive:
        text = archive.read("ho-so-dai-son-2026/data/muc-luc.txt").decode()
    rows = [line.split("\t")[:5] for line in text.splitlines()[1:]]

    plan = "minh-chung/1/1.1.1/1.1.1_156-KH-UBND_2025-12-31.pdf"
    assert rows[:2] == [
        ["1.1.1", plan, "156/KH-UBND", "31/12/2025", "Kế hoạch CCHC <script>.pdf"],
        ["1.1.2", plan, "156/KH-UBND", "31/12/2025", "Kế hoạch CCHC <script>.pdf"],
    ]
    assert rows[2][4] == "=cmd ảnh chụp.JPG"


def test_by_criterion_copies_a_document_for_each_leaf(run: YearRun, manifest: Manifest) -> None:
    found = names(sealed(run, manifest, by_criterion=True))

    assert [n for n in found if "156-KH" in n] == [
        "minh-chung/1/1.1.1/1.1.1_156-KH-UBND_2025-12-31.pdf",
        "minh-chung/1/1.1.2/1.1.2_156-KH-UBND_2025-12-31.pdf",
    ]


def test_sealing_twice_gives_the_same_bytes(run: YearRun, manifest: Manifest) -> None:
    first = sealed(run, manifest).packed.path.read_bytes()
    again = seal(run, by_criterion=False, signed=None, today=TODAY)

    assert again.packed.path.read_bytes() == first


def test_names_that_would_be_one_are_counted(run: YearRun) -> None:
    documents = [document(run, f"{n}/bao cao.pdf", "5/BC-UBND", None) for n in "abc"]
    found = answer(run, "1.1.1", *(d.path for d in documents))
    place = stored(places(run.criteria, made(run, *documents, answers=(found,))))

    folder = "minh-chung/1/1.1.1/1.1.1_5-BC-UBND"
    assert list(place.values()) == [f"{folder}.pdf", f"{folder}_2.pdf", f"{folder}_3.pdf"]


def test_a_title_of_ten_thousand_letters_gives_a_short_name(run: YearRun) -> None:
    long = Document("x.pdf", "x.pdf", 1, "0" * 64, "pdf", code="Đ" * 10_000)
    place = stored(places(run.criteria, made(run, long, answers=(answer(run, "1.1.1", "x.pdf"),))))

    assert place == {"x.pdf": f"minh-chung/1/1.1.1/1.1.1_{'D' * 40}.pdf"}


def test_a_document_changed_since_the_manifest_stops(run: YearRun, manifest: Manifest) -> None:
    keep(run, manifest)
    path = run.folder / "tai-lieu" / PLAN
    path.write_bytes(b"khac")

    assert faults(run) == [
        f"{path}: nội dung đã đổi từ khi lập danh mục minh chứng (mã SHA-256 khác): "
        "xem lại tệp, chạy lại par run rồi niêm phong lại"
    ]


def test_a_document_gone_since_the_manifest_stops(run: YearRun, manifest: Manifest) -> None:
    keep(run, manifest)
    path = run.folder / "tai-lieu" / LETTER
    path.unlink()

    assert faults(run) == [
        f"{path}: không còn trong thư mục (có khi lập danh mục minh chứng): chép lại tệp, "
        "hoặc bỏ dòng đó khỏi danh mục rồi chạy lại par run"
    ]


def internal(run: YearRun) -> YearRun:
    other = replace(run, edition="internal")
    vars(other)["criteria"] = run.criteria
    return other


def test_a_document_that_was_never_there_is_noted(run: YearRun, manifest: Manifest) -> None:
    lacking = made(run, *manifest.documents, answers=(answer(run, "1.1.1", PLAN, "mất.pdf"),))

    assert sealed(internal(run), lacking).notes == (
        f"{run.folder / 'tai-lieu' / 'mất.pdf'}: danh mục có ghi nhưng khi lập hồ sơ đã không có "
        "tệp: gói không có tệp này",
    )


def test_the_bag_that_is_sent_says_nothing_that_stays_in_the_office(
    run: YearRun, manifest: Manifest
) -> None:
    draft = Finding("DRAFT", "blocks", "yearly_plan_quality", None, PHOTO, "vhxh", "chưa ký", "ký")
    draft = replace(draft, requirement=manifest.answers[1].requirement)
    bag = sealed(run, replace(manifest, findings=(draft,)))
    with zipfile.ZipFile(bag.packed.path) as archive:
        held = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    told = "\n".join(held.values())

    for word in ("secured", "attainable", "unproved", "lost", "ceiling", "codes", "DRAFT"):
        assert word not in told
    assert "gaps" not in told
    assert str(run.folder) not in told
    assert not [name for name in held if "anh-chup" in name]
    assert held["ho-so-dai-son-2026/data/ho-so.html"] == "ho-so-gui.html"


def test_the_list_that_is_sent_leads_into_the_bag(run: YearRun, manifest: Manifest) -> None:
    with zipfile.ZipFile(sealed(run, manifest).packed.path) as archive:
        data = json.loads(archive.read("ho-so-dai-son-2026/data/manifest.json"))
        for item in data["documents"]:
            content = archive.read(f"ho-so-dai-son-2026/data/{item['file']}")
            assert hashlib.sha256(content).hexdigest() == item["sha256"]

    own = ["Kế hoạch CCHC <script>.pdf", "=cmd ảnh chụp.JPG", LETTER]
    assert [item["name"] for item in data["documents"]] == own
    linked = [[link["file"] for link in a["links"]] for a in data["answers"]]
    stored_as = [item["file"] for item in data["documents"]]
    assert linked == [stored_as[:1], stored_as]


def test_the_bag_that_stays_holds_the_data_as_written(run: YearRun, manifest: Manifest) -> None:
    bag = sealed(internal(run), manifest)
    with zipfile.ZipFile(bag.packed.path) as archive:
        card = archive.read("ho-so-dai-son-2026-noi-bo/data/scorecard.json")

    assert bag.packed.path.name == "ho-so-dai-son-2026-noi-bo.zip"
    assert card == (run.out / "scorecard.json").read_bytes()


def test_a_document_that_is_held_back_is_left_out(run: YearRun, manifest: Manifest) -> None:
    first = manifest.answers[0]
    held_back = replace(first, links=tuple(replace(link, withheld=True) for link in first.links))
    bag = sealed(run, replace(manifest, answers=(held_back,)))

    assert not [name for name in names(bag) if "minh-chung" in name]
    assert bag.notes == (
        f"{run.folder / 'tai-lieu' / PLAN}: danh mục ghi giữ lại tệp: không đưa vào gói",
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps both names as they are typed")
def test_names_that_differ_by_the_form_of_marks_stop(run: YearRun, manifest: Manifest) -> None:
    keep(run, manifest)
    (run.folder / "tai-lieu" / unicodedata.normalize("NFD", LETTER)).write_bytes(b"khac")

    assert faults(run) == [
        f"{run.folder / 'tai-lieu' / LETTER}: có hai tệp cùng tên, chỉ khác cách gõ dấu (dựng sẵn "
        "và tổ hợp), không biết tệp nào là minh chứng: đổi tên một tệp rồi chạy lại par run"
    ]


def test_a_name_in_the_other_form_of_marks_is_found(run: YearRun, manifest: Manifest) -> None:
    keep(run, manifest)
    path = run.folder / "tai-lieu" / LETTER
    path.rename(path.with_name(unicodedata.normalize("NFD", LETTER)))

    assert seal(run, by_criterion=False, signed=None, today=TODAY).packed.files == 10


@pytest.mark.skipif(os.name == "nt", reason="on Windows these are one file")
def test_names_that_differ_by_case_are_noted_and_kept_apart(run: YearRun) -> None:
    documents = [document(run, name, None, None) for name in ("Ảnh.pdf", "ảnh.pdf")]
    both = made(run, *documents, answers=(answer(run, "1.1.1", "Ảnh.pdf", "ảnh.pdf"),))
    bag = sealed(run, both)

    assert [n for n in names(bag) if "minh-chung" in n] == [
        "minh-chung/1/1.1.1/1.1.1_Anh.pdf",
        "minh-chung/1/1.1.1/1.1.1_anh_2.pdf",
    ]
    assert "tên chỉ khác chữ hoa, chữ thường với “Ảnh.pdf”" in bag.notes[0]


def test_a_copy_of_the_case_export_stays_in_the_office(run: YearRun, manifest: Manifest) -> None:
    keep(run, manifest)
    data = (run.folder / "tai-lieu" / LETTER).read_bytes()
    (run.folder / "ho-so-tthc-20261120.csv").write_bytes(data)

    assert faults(run) == [
        f"{run.folder / 'tai-lieu' / LETTER}: là bản sao của ho-so-tthc-20261120.csv, có thông tin "
        "cá nhân của người nộp hồ sơ: thay bằng bảng tổng hợp rồi chạy lại par run"
    ]


def test_a_secret_document_is_left_out(run: YearRun, manifest: Manifest) -> None:
    finding = Finding("SECRET", "blocks", None, None, LETTER, None, "có độ mật", "bỏ ra")
    bag = sealed(internal(run), replace(manifest, findings=(finding,)))

    assert not [n for n in names(bag) if "19-UBND" in n]
    assert bag.notes == (
        f"{run.folder / 'tai-lieu' / LETTER}: văn bản có độ mật: không đưa vào gói",
    )


def test_an_output_that_is_missing_stops(run: YearRun, manifest: Manifest) -> None:
    keep(run, manifest)
    (run.out / "ho-so-gui.html").unlink()

    assert faults(run) == [
        f"{run.out / 'ho-so-gui.html'}: chưa có: chạy par run --edition submission rồi niêm phong"
    ]


def test_a_report_older_than_the_score_stops(run: YearRun, manifest: Manifest) -> None:
    keep(run, manifest)
    os.utime(run.out / "bao-cao-gui.docx", (1, 1))

    assert faults(run) == [
        f"{run.out / 'bao-cao-gui.docx'}: lập trước lần chấm điểm cuối cùng: "
        "chạy lại par run --edition submission rồi niêm phong"
    ]


def test_other_criteria_than_those_scored_by_stop(run: YearRun, manifest: Manifest) -> None:
    keep(run, manifest)
    card = {"set_sha256": "0", "as_of": run.as_of.isoformat()}
    (run.out / "scorecard.json").write_text(json.dumps(card), encoding="utf-8")

    assert faults(run)[0] == (
        f"{run.out / 'scorecard.json'}: bộ tiêu chí đã đổi từ khi chấm điểm: "
        "chạy lại par run --edition submission rồi niêm phong"
    )


def test_the_signed_report_takes_the_place_of_the_other(
    run: YearRun, manifest: Manifest, tmp_path: Path
) -> None:
    keep(run, manifest)
    signed = tmp_path / "BC 312 đã ký.PDF"
    signed.write_bytes(b"%PDF")
    bag = seal(run, by_criterion=False, signed=signed, today=TODAY)

    assert [n for n in names(bag) if n.startswith("bao-cao")] == ["bao-cao-da-ky.pdf"]


def par_seal(run: YearRun, *words: str) -> Result:
    folders = {"--criteria": run.criteria_folder, "--evidence": run.evidence_folder}
    options = [str(word) for pair in {**folders, "--out": run.out_folder}.items() for word in pair]
    return CliRunner().invoke(command, ["--year", "2026", *options, *words])


def test_the_command_says_where_the_bag_is_and_its_number(run: YearRun, manifest: Manifest) -> None:
    keep(run, manifest)
    done = par_seal(run)
    bag = run.out / "ho-so-dai-son-2026.zip"

    assert done.exit_code == 0, done.output
    assert done.output.splitlines() == [
        f"Đã ghi {bag}: 10 tệp, 0,0 MB. Bản gửi Sở Nội vụ.",
        f"Mã SHA-256 của bản kê: {verify(bag).manifest_sha256}",
        f"Mã SHA-256 của danh mục minh chứng, in trong báo cáo: {verify(bag).evidence_sha256}",
        "Gửi mã này cho nơi nhận bằng một đường khác với gói, ví dụ ghi trong công văn.",
    ]


def test_the_command_takes_the_report_as_it_came_back(
    run: YearRun, manifest: Manifest, tmp_path: Path
) -> None:
    keep(run, manifest)
    told = anchor(run, manifest)
    report(run.out / "bao-cao-gui.docx", "Số:      /BC-UBND", "Điểm tự chấm là 61,5.", *told)
    signed, other = tmp_path / "da ky.docx", tmp_path / "khac.docx"
    report(signed, "Số: 312/BC-UBND", "Điểm tự chấm là 61,5.", *told)
    report(other, "Số: 312/BC-UBND", "Điểm tự chấm là 71,5.", *told)

    refused = par_seal(run, "--signed", str(other))
    assert refused.exit_code == 1
    assert refused.stderr.splitlines()[0] == (
        f"{other}: phần đầu: đã lập “61,5.”, bản đã ký “71,5.”"
    )
    assert not list(run.out.glob("*.zip"))

    done = par_seal(run, "--signed", str(signed))
    assert done.exit_code == 0, done.output
    right = f"{signed}: nội dung đúng báo cáo đã lập (bao-cao-gui.docx)"
    assert done.output.splitlines()[0] == right
    with zipfile.ZipFile(run.out / "ho-so-dai-son-2026.zip") as archive:
        data = archive.read("ho-so-dai-son-2026/data/bao-cao-da-ky.docx")
    assert data == signed.read_bytes()


def test_the_report_prints_the_hash_of_the_list_in_the_bag(
    run: YearRun, manifest: Manifest
) -> None:
    for edition in (run, internal(run)):
        bag = sealed(edition, manifest)
        with zipfile.ZipFile(bag.packed.path) as archive:
            name = next(n for n in archive.namelist() if n.endswith("data/manifest.json"))
            hashed = hashlib.sha256(archive.read(name)).hexdigest()
        assert bag.evidence_sha256 == verify(bag.packed.path).evidence_sha256 == hashed
        assert bag.notes == ()


def test_a_report_of_another_list_of_evidence_stops(run: YearRun, manifest: Manifest) -> None:
    keep(run, manifest)
    path = run.out / "bao-cao-gui.docx"
    report(path, *anchor(run, replace(manifest, answers=manifest.answers[:1])))

    assert faults(run) == [
        f"{path}: báo cáo in mã của danh mục minh chứng khác với danh mục sẽ vào gói: "
        "chạy lại par run --edition submission rồi niêm phong"
    ]


def test_a_report_without_the_hash_is_noted(run: YearRun, manifest: Manifest) -> None:
    keep(run, manifest)
    path = run.out / "bao-cao-gui.docx"
    report(path, "Báo cáo")

    assert seal(run, by_criterion=False, signed=None, today=TODAY).notes == (
        f"{path}: báo cáo không in mã danh mục minh chứng, nên không đối chiếu được với gói",
    )


def test_a_report_that_cannot_be_read_stops(run: YearRun, manifest: Manifest) -> None:
    keep(run, manifest)
    path = run.out / "bao-cao-gui.docx"
    path.write_bytes(b"PK\x03\x04 cut short")

    assert faults(run) == [f"{path}: tệp hỏng, không mở được"]


def test_a_file_held_back_that_only_backs_a_leaf_up_is_left_out(
    run: YearRun, manifest: Manifest
) -> None:
    kept_back = replace(manifest, supporting=(("thừa.pdf", "1.1.1"),), withheld=("thừa.pdf",))
    bag = sealed(run, kept_back)

    assert not [name for name in names(bag) if "thua" in name]
    assert bag.notes == (
        f"{run.folder / 'tai-lieu' / 'thừa.pdf'}: danh mục ghi giữ lại tệp: không đưa vào gói",
    )


def test_where_a_figure_comes_from_is_told_without_the_units_files(
    run: YearRun, manifest: Manifest
) -> None:
    keep(run, manifest)
    origins = {
        "a": "so-lieu.xlsx: Văn phòng!D7",
        "b": "/home/xa/so-lieu/bang.xlsx",
        "c": "2025/ket-qua.json",
    }
    inputs = {n: {"state": "known", "value": "3", "origin": o} for n, o in origins.items()}
    facts = {"schema": "par-facts/1", "inputs": inputs, "proofs": {}}
    (run.out / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    bag = seal(run, by_criterion=False, signed=None, today=TODAY)
    with zipfile.ZipFile(bag.packed.path) as archive:
        sent = json.loads(archive.read("ho-so-dai-son-2026/data/facts.json"))
    told = {name: fact["origin"] for name, fact in sent["inputs"].items()}

    assert told["a"] == "bảng số liệu"
    assert not [text for text in told.values() if "/" in text or ".xlsx" in text or ".json" in text]


def test_a_name_that_turns_the_writing_is_escaped_in_messages(
    run: YearRun, manifest: Manifest
) -> None:
    keep(run, manifest)
    path = run.folder / "tai-lieu" / PHOTO
    path.write_bytes(b"khac")
    (line,) = faults(run)

    assert "\u202e" not in line
    assert line.startswith(f"{path.parent / '=cmd ảnh '}\\u202echụp.JPG: nội dung đã đổi")

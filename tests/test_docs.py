"""The officials' pages say what is there: commands, links, columns, codes and rules are real."""

import re
import shlex
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml
from pydantic import TypeAdapter

from par_rules.cli import par
from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.criteria.model import InputSpec, Leaf, Requirement
from par_rules.criteria.yaml_nodes import read_yaml
from par_rules.evidence import register_layout
from par_rules.evidence.manifest import SEVERITIES
from par_rules.figures import case_columns, layout
from par_rules.rules import NotArisen, Rule
from par_rules.scoring.whatif import parse_changes

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
READ = [*PAGES, ROOT / "README.md"]
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
EVERY_READ = pytest.mark.parametrize(
    "page", READ, ids=lambda page: f"{page.parent.name}-{page.stem}"
)

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)]+)\)")
PAR = re.compile(r"^(?:\.venv[\\/](?:Scripts|bin)[\\/])?par(?: |$)")
ENGLISH = set(
    """
    the and with this that from file folder download upload score evidence link notebook default
    check output input number criteria dossier manifest report update setting browser error
    """.split()  # noqa: SIM905
)


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str) -> list[str]:
    return [body for name, body in BLOCK.findall(text(page)) if name == language]


def prose(page: Path) -> str:
    """A page without code, links' targets and what is printed in typewriter letters."""
    return LINK.sub("]", SPAN.sub(" ", BLOCK.sub("", text(page))))


def commands(page: Path) -> Iterator[list[str]]:
    """The words after ``par`` of each command line that readers are to type."""
    for body in blocks(page, ""):
        yield from filter(None, map(words_of, body.splitlines()))


def mentions(page: Path) -> Iterator[list[str]]:
    """The same of commands named inside a sentence, which may leave the year out."""
    yield from filter(None, map(words_of, SPAN.findall(BLOCK.sub("", text(page)))))


def words_of(line: str) -> list[str]:
    if not PAR.match(line):
        return []
    words = shlex.split(line.partition(" > ")[0], posix=False)
    return [word.strip('"') for word in words[1:]]


def parsed(words: list[str]) -> click.Context:
    """Read a command line as ``par`` does, short of running it; raises ``click.UsageError``."""
    command = par.get_command(click.Context(par), words[0])
    while isinstance(command, click.Group) and len(words) > 1:
        command, words = command.get_command(click.Context(command), words[1]), words[1:]
    assert command is not None, words[0]
    return command.make_context(words[0], words[1:])


def value(body: str, folder: Path) -> object:
    path = folder / "block.yaml"
    path.write_text(body, encoding="utf-8")
    tree = read_yaml(path, path.name)
    assert tree.problems == []
    return tree.value


def rows(page: Path, *heads: str) -> dict[str, list[str]]:
    """The rows of the table with these headings, by their first cell."""
    lines = text(page).splitlines()
    start = lines.index("| " + " | ".join(heads) + " |") + 2
    found: dict[str, list[str]] = {}
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        first, *others = (cell.strip() for cell in line.strip("|").split("|"))
        found[first.strip("`")] = others
    return found


@pytest.fixture(scope="module")
def criteria() -> CriteriaSet:
    return load_criteria(ROOT / "criteria", "hai-phong-xa", 2026)


@EVERY_READ
def test_every_command_line_is_one_that_par_takes(page: Path) -> None:
    for words in commands(page):
        parsed(words)


@EVERY_READ
def test_commands_named_in_sentences_are_there_with_their_options(page: Path) -> None:
    for words in mentions(page):
        if "--help" in words:
            continue
        if len(words) == 1:
            assert par.get_command(click.Context(par), words[0])
        elif "--year" in words or words[0] in ("decree", "diff", "schema", "verify"):
            parsed(words)
        else:
            parsed([*words, "--year", "2026"])


def test_command_lines_are_found_and_a_wrong_one_is_refused() -> None:
    assert ["workbook", "--unit", "dai-son", "--year", "2026"] in [
        *commands(DOCS / "hang-thang.md")
    ]
    with pytest.raises(click.UsageError):
        parsed(["gaps", "--year", "2026", "--offices", "kt"])


@EVERY_PAGE
def test_commands_that_install_are_those_of_the_readme(page: Path) -> None:
    readme = text(ROOT / "README.md")
    for body in blocks(page, ""):
        for line in body.splitlines():
            if re.match(r"py -m venv|\S*python -m pip", line):
                assert line in readme


def test_what_if_lines_name_figures_and_requirements_of_the_set(criteria: CriteriaSet) -> None:
    lines = [words for words in commands(DOCS / "hang-thang.md") if words[0] == "whatif"]

    for words in lines:
        given = parsed(words).params
        parse_changes(criteria, given["changes"], given["proofs"])
    assert len(lines) >= 3


def test_office_keys_are_those_of_the_set(criteria: CriteriaSet) -> None:
    page = DOCS / "hang-thang.md"
    offices = criteria.head.offices

    for key, (title,) in rows(page, "Mã", "Cơ quan").items():
        assert offices[key].title == title
    for words in commands(page):
        if "--office" in words:
            assert words[words.index("--office") + 1] in offices


@EVERY_READ
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(BLOCK.sub("", text(page))):
        if re.match(r"[a-z]+://", target):
            continue
        path, _, anchor = target.partition("#")
        found = page.parent / path if path else page
        assert found.exists(), target
        if anchor:
            assert anchor in anchors(found), target


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, made as code hosts make them."""
    titles = re.findall(r"^#+ (.+)$", BLOCK.sub("", text(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_page_is_in_the_list_of_pages() -> None:
    listed = {target.partition("#")[0] for target in LINK.findall(text(DOCS / "README.md"))}

    assert {page.name for page in PAGES} - {"README.md"} <= listed


@EVERY_PAGE
def test_the_letters_are_composed_and_the_lines_end_as_elsewhere(page: Path) -> None:
    raw = page.read_bytes().decode("utf-8")

    assert unicodedata.is_normalized("NFC", raw)
    assert "\r" not in raw
    assert raw.endswith("\n")


@EVERY_PAGE
def test_no_english_word_is_left_in_the_prose(page: Path) -> None:
    words = set(re.findall(r"[a-z]+", prose(page).lower()))

    assert words & ENGLISH == set()


@EVERY_PAGE
def test_numbers_have_a_decimal_comma(page: Path) -> None:
    plain = re.sub(r"Python (từ )?\d\.\d+", "", prose(page))

    assert re.findall(r"(?<![\d.])\d+\.\d+(?![\d.])", plain) == []


def test_every_check_code_is_explained_with_its_severities() -> None:
    page = DOCS / "ma-kiem-tra.md"
    table = rows(page, "Mã", "Mức", "Nghĩa", "Vì sao mất điểm", "Việc cần làm")
    said = {code.strip("`"): row for code, row in table.items()}
    checks = yaml.safe_load(text(ROOT / "criteria" / "checks.yaml"))

    assert list(said) == [check["code"] for check in checks]
    for check in checks:
        given = {check["severity"], *(c["severity"] for c in check.get("cases", {}).values())}
        for severity in given:
            assert SEVERITIES[severity] in said[check["code"]][0], (check["code"], severity)


def test_every_code_that_a_check_gives_is_in_the_catalogue() -> None:
    given = {
        found
        for path in (ROOT / "par_rules" / "evidence").rglob("*.py")
        for found in re.findall(r'(?:[fF]inding|Fault)\(\s*(?:code=)?"([A-Z_]+)"', text(path))
    }
    checks = yaml.safe_load(text(ROOT / "criteria" / "checks.yaml"))
    # Two copies are told of by one function.
    assert given | {"DUP_BYTES", "DUP_TEXT"} == {check["code"] for check in checks}


def test_the_first_year_names_every_column_that_officials_fill() -> None:
    page = text(DOCS / "nam-dau-tien.md")
    asked = (*layout.COLUMNS, *register_layout.EVIDENCE_COLUMNS)
    exported = (case_columns.HEADINGS[column][0] for column in case_columns.COLUMNS)

    assert [name for name in (*asked, *exported) if name not in page] == []


def test_the_rules_shown_to_maintainers_load(tmp_path: Path) -> None:
    rule: TypeAdapter[object] = TypeAdapter(Rule)
    page = DOCS / "sua-tieu-chi.md"
    shown = [body for body in blocks(page, "yaml") if body.startswith("kind:")]

    kinds = {rule.validate_python(value(body, tmp_path)).kind for body in shown}  # type: ignore[attr-defined]

    assert kinds == set(re.findall(r"^\*\*`(\w+)`", text(page), re.MULTILINE))
    assert len(kinds) == 10


def test_the_leaf_input_and_treatment_shown_to_maintainers_load(tmp_path: Path) -> None:
    shown = [value(body, tmp_path) for body in blocks(DOCS / "sua-tieu-chi.md", "yaml")]
    (leaf,) = (item[0] for item in shown if isinstance(item, list) and "rule" in item[0])
    (spec,) = (
        item for item in shown if isinstance(item, dict) and "monthly_reports_on_time" in item
    )
    (treatment,) = (item for item in shown if isinstance(item, dict) and "not_arisen" in item)

    assert Leaf.model_validate(leaf).number == "1.1.1"
    assert InputSpec.model_validate(spec["monthly_reports_on_time"]).type == "count"
    assert NotArisen.model_validate(treatment["not_arisen"]).treat == "full"


def test_the_keys_of_a_requirement_are_explained() -> None:
    page = text(DOCS / "sua-tieu-chi.md")
    missing = [name for name in Requirement.model_fields if f"`{name}" not in page]

    assert missing == []


def test_the_picture_is_small_enough_for_an_office_network() -> None:
    picture = DOCS / "hinh" / "ho-so.png"

    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 200_000

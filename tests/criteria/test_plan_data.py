"""The plan of 2026-2030 and the set of 2026, read as plain text, are whole and agree."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

CRITERIA = Path(__file__).parents[2] / "criteria"
PLAN = CRITERIA / "plan-2026-2030"
SET = CRITERIA / "hai-phong-xa" / "2026"
FILES = [
    CRITERIA / "document-types.yaml",
    *(PLAN / f"{name}.yaml" for name in ("plan", "tasks", "targets", "followed", "readings")),
    SET / "set.yaml",
    SET / "sources.yaml",
]
LAST_LINE = 415  # of the draft
SLIPS_OF_THE_DRAFT = [
    "chuyên đổi",
    "những nhiễu",
    "những nhiều",
    "Công TTĐT",
    "Công dịch vụ",
    "CDS",
    "HpNet",
    "địa xã",
    "l luân",
    "$",
    "<",
]


class _Strict(yaml.BaseLoader):
    """Every scalar is text; a key given twice is refused."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        twice = [key for key, times in Counter(keys).items() if times > 1]
        assert not twice, f"{node.start_mark}: {twice}"
        return super().construct_mapping(node, deep)


def load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), _Strict)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    else:
        yield value


@pytest.fixture(scope="module")
def plan() -> Any:
    return load(PLAN / "plan.yaml")


@pytest.fixture(scope="module")
def tasks() -> Any:
    return load(PLAN / "tasks.yaml")


@pytest.fixture(scope="module")
def targets() -> Any:
    return load(PLAN / "targets.yaml")


@pytest.fixture(scope="module")
def followed() -> Any:
    return load(PLAN / "followed.yaml")


@pytest.fixture(scope="module")
def readings() -> Any:
    return load(PLAN / "readings.yaml")


@pytest.fixture(scope="module")
def criteria_set() -> Any:
    return load(SET / "set.yaml")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_nfc_text_with_plain_line_ends(path: Path) -> None:
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert b"\r" not in raw
    assert b"\t" not in raw
    assert text.endswith("\n")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_file_uses_anchors_or_aliases(path: Path) -> None:
    for event in yaml.parse(path.read_text(encoding="utf-8")):
        assert not isinstance(event, yaml.AliasEvent)
        assert getattr(event, "anchor", None) is None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_value_is_empty(path: Path) -> None:
    assert all(text.strip() for text in texts(load(path)))


def test_the_fifty_three_tasks_stand_in_their_groups(tasks: Any) -> None:
    groups = Counter(task["id"].split(".")[0] for task in tasks)
    assert groups == {"I": 6, "II": 8, "III": 13, "IV": 4, "V": 7, "VI": 6, "VII": 9}
    assert len(tasks) == 53


def test_tasks_are_numbered_without_a_gap_and_follow_the_draft(tasks: Any, plan: Any) -> None:
    assert [task["id"] for task in tasks] == [
        f"{group['number']}.{n}"
        for group in plan["groups"]
        for n in range(1, int(group["tasks"]) + 1)
    ]
    lines = [int(task["line"]) for task in tasks]
    assert lines == sorted(set(lines))
    assert (lines[0], lines[-1]) == (347, LAST_LINE)


def test_each_task_names_the_group_it_stands_in(tasks: Any, plan: Any) -> None:
    titles = {group["number"]: group["title"] for group in plan["groups"]}
    assert all(task["group"] == titles[task["id"].split(".")[0]] for task in tasks)


def test_every_task_has_a_lead_office_that_does_not_also_coordinate(tasks: Any) -> None:
    assert all(task["lead"] and task["products"] for task in tasks)
    assert not [task["id"] for task in tasks if set(task["lead"]) & set(task["co"])]
    assert not [task["id"] for task in tasks if len(set(task["co"])) < len(task["co"])]


def test_the_years_of_a_task_come_from_its_time_column(tasks: Any) -> None:
    years = {
        "2026": ("2026", "2026"),
        "Năm 2026": ("2026", "2026"),
        "2026–2027": ("2026", "2027"),
        "Năm 2027": ("2027", "2027"),
    }
    for task in tasks:
        expected = years.get(task["time"], ("2026", "2030"))
        assert (task["first_year"], task["last_year"]) == expected, task["id"]


def test_the_tasks_that_end_early_are_those_of_reading_60(tasks: Any) -> None:
    ends = {
        year: [task["id"] for task in tasks if task["last_year"] == year]
        for year in ("2026", "2027")
    }
    assert ends == {
        "2026": ["III.8", "V.1", "V.2"],
        "2027": ["III.9", "IV.1", "IV.4", "VI.4", "VII.3"],
    }


def test_the_enforcement_task_has_the_five_products_of_its_cell(tasks: Any) -> None:
    (task,) = (task for task in tasks if task["id"] == "II.2")
    assert len(task["products"]) == 5


def test_targets_are_eleven_and_ten(targets: Any) -> None:
    assert [target["id"] for target in targets] == [
        *(f"I.{n}" for n in range(1, 12)),
        *(f"II.{n}" for n in range(1, 11)),
    ]
    years = {"I": ["2026", "2027"], "II": ["2028", "2029", "2030"]}
    phases = {"I": "1", "II": "2"}
    for target in targets:
        part = target["id"].split(".")[0]
        assert (target["years"], target["phase"]) == (years[part], phases[part])


def test_the_levels_of_the_targets_are_those_of_annex_one(targets: Any) -> None:
    first = [95, 90, 100, 80, 80, 100, 100, 90, 20, 100, 100]  # lines 317-328
    second = [95, 90, 80, 80, 80, 100, 90, 60, 95, 90]  # lines 330-339
    assert [int(target["value"]) for target in targets] == first + second
    assert {(target["unit"], target["at_least"]) for target in targets} == {("%", "yes")}


def test_every_office_named_by_the_plan_is_an_office_of_the_set(
    tasks: Any, targets: Any, criteria_set: Any
) -> None:
    named = {office for task in tasks for office in task["lead"] + task["co"]}
    named |= {office for target in targets for office in target["answers"]}
    assert named <= set(criteria_set["offices"])


def test_an_alias_leads_to_one_office_only(criteria_set: Any) -> None:
    names = [
        name.casefold()
        for office in criteria_set["offices"].values()
        for name in [office["title"], *office["aliases"]]
    ]
    assert not [name for name, times in Counter(names).items() if times > 1]
    assert {office["inside"] for office in criteria_set["offices"].values()} == {"yes", "no"}


def test_the_sixty_eight_findings_are_of_four_kinds(readings: Any) -> None:
    assert [reading["key"] for reading in readings] == [f"M{n:02}" for n in range(1, 69)]
    kinds = Counter(reading["kind"] for reading in readings)
    assert kinds == {"disagreement": 43, "ambiguity": 10, "gap": 9, "slip": 6}


def test_every_finding_keeps_two_readings_and_uses_one_of_them(readings: Any) -> None:
    for finding in readings:
        keys = [reading["key"] for reading in finding["readings"]]
        assert len(keys) >= 2, finding["key"]
        assert len(set(keys)) == len(keys), finding["key"]
        assert finding["used"] in keys, finding["key"]
        assert len({reading["text"] for reading in finding["readings"]}) == len(keys)


def test_cited_lines_lie_inside_the_draft_in_order(readings: Any, followed: Any) -> None:
    for finding in readings:
        lines = [int(line) for line in finding["lines"]]
        assert lines == sorted(set(lines)), finding["key"]
        assert lines[0] >= 1
        assert lines[-1] <= LAST_LINE
    assert all(1 <= int(row["line"]) <= LAST_LINE for row in followed)


def test_the_signer_is_named_by_no_part_of_finding_65(readings: Any) -> None:
    (finding,) = (finding for finding in readings if finding["key"] == "M65")
    sentences = [finding["title"], finding["why"]]
    sentences += [reading["text"] for reading in finding["readings"]]
    inner = [
        word
        for sentence in sentences
        for before, word in pairwise(sentence.split())
        if word[0].isupper() and before[-1] not in ".;:"
    ]
    assert inner == []


def test_the_slips_of_the_draft_stay_inside_the_readings(tasks: Any, targets: Any) -> None:
    plain = [tasks, targets, load(PLAN / "plan.yaml"), load(PLAN / "followed.yaml")]
    plain.append(load(SET / "set.yaml"))
    found = {
        slip
        for value in plain
        for text in texts(value)
        for slip in SLIPS_OF_THE_DRAFT
        if slip in text
    }
    assert found == set()


def test_what_is_followed_points_at_a_row_and_says_why(
    followed: Any, tasks: Any, targets: Any
) -> None:
    rows = {f"PL II {task['id']}": task["line"] for task in tasks}
    rows |= {f"PL I {target['id']}": target["line"] for target in targets}
    for row in followed:
        assert row["treatment"] == "followed"
        assert len(row["reason"]) > 60, row["ref"]
        if not row["ref"].startswith("Mục "):
            assert row["line"] == rows[row["ref"]]


def test_two_tasks_ten_targets_and_five_duties_are_followed(followed: Any, targets: Any) -> None:
    refs = [row["ref"] for row in followed]
    assert len(set(refs)) == len(refs)
    assert [ref for ref in refs if ref.startswith("PL II")] == ["PL II III.11", "PL II IV.4"]
    assert [ref for ref in refs if ref.startswith("PL I ")] == [
        f"PL I {target['id']}" for target in targets if target["phase"] == "2"
    ]
    assert [row["line"] for row in followed if row["ref"].startswith("Mục")] == [
        "35",
        "45",
        "209",
        "223",
        "245",
    ]


def test_no_document_type_or_symbol_is_given_twice() -> None:
    types = [entry["key"] for entry in load(CRITERIA / "document-types.yaml")]
    assert len(set(types)) == len(types)
    symbols = [
        entry["symbol"] for entry in load(CRITERIA / "document-types.yaml") if "symbol" in entry
    ]
    assert len(set(symbols)) == len(symbols)


def test_only_numbered_documents_carry_a_symbol() -> None:
    for entry in load(CRITERIA / "document-types.yaml"):
        assert entry["numbered"] in ("yes", "no")
        assert entry["numbered"] == "yes" or "symbol" not in entry


def test_every_assumption_says_what_and_why(criteria_set: Any) -> None:
    for key, assumption in criteria_set["assumptions"].items():
        assert set(assumption) == {"text", "reason"}, key
        assert min(len(assumption["text"]), len(assumption["reason"])) > 20, key


def test_the_set_cites_only_its_sources_and_assumptions(criteria_set: Any) -> None:
    sources = load(SET / "sources.yaml")
    cited = [*criteria_set["bonus"]["source"], *criteria_set["penalty"]["source"]]
    cited.append(criteria_set["closing"]["source"])
    for source in cited:
        if "doc" in source:
            assert source["doc"] in sources
        else:
            assert source["assumption"] in criteria_set["assumptions"]


def test_the_plan_of_the_set_is_cited_as_a_draft(criteria_set: Any, plan: Any) -> None:
    draft = load(SET / "sources.yaml")["kh-dai-son"]
    assert (draft["date"], draft["kind"], draft["plan"]) == ("4/2026", "draft", plan["key"])
    assert criteria_set["plans"] == [plan["key"]]


def test_days_off_are_dates_in_order_from_the_window_to_the_appraisal(criteria_set: Any) -> None:
    days = [date.fromisoformat(day) for day in criteria_set["days_off"]]
    assert days == sorted(set(days))
    assert date.fromisoformat(criteria_set["window"][0]) <= days[0]
    assert days[-1] <= date(2027, 1, 31)

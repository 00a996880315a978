"""All that the 2026 set says over many facts: Vietnamese, composed, with decimal commas."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from par_rules.scoring import Facts
from par_rules.scoring.examples import read_examples
from par_rules.scoring.trace import Trace, explain_leaf, explain_leaves
from tests.scoring.test_properties import CRITERIA, the_set
from tests.scoring.test_trace import TODAY

FACTS = [
    Facts({}),
    *(
        example.facts
        for path in sorted((CRITERIA / "hai-phong-xa" / "2026" / "examples").glob("*.yaml"))
        for example in read_examples(path, path.name, the_set())[0][::4]
    ),
]
# Words of Vietnamese without marks that the sentences use beside the set's own.
WITHOUT_MARKS = frozenset({"hay"})


def own_words(trace: Trace) -> Iterator[str]:
    """Give every text of a trace but titles of figures and documents, who said them and where."""
    for line in trace.walk():
        yield from (line.label, line.sentence, line.value or "", line.note)
        yield from (used.text for used in line.inputs)
        yield from (remark.text for remark in line.remarks)
        for passed in line.passed_over:
            yield from (passed.sentence, passed.why)
        yield from line.sources


@cache
def all_words() -> str:
    """Give all that the 2026 set says over many facts, without what its own data say."""
    found: dict[str, None] = {}
    for facts in FACTS:
        wanted = set(facts.inputs)
        for leaf in the_set().leaves():
            if wanted and not leaf.reads() & wanted:
                continue
            trace = explain_leaf(the_set(), facts, TODAY, leaf.key)
            found |= dict.fromkeys(own_words(trace))
    return "\n".join(found)


def data_words() -> set[str]:
    """Give the words that the set's own Vietnamese data hold."""
    criteria = the_set()
    texts = [spec.title for spec in criteria.inputs.values()]
    texts += [spec.unit or "" for spec in criteria.inputs.values()]
    texts += [f"{a.text} {a.reason}" for a in criteria.head.assumptions.values()]
    texts += [document.title for document in criteria.sources.values()]
    for leaf in criteria.leaves():
        texts += [leaf.title, leaf.number, *(r.title for r in leaf.evidence)]
        texts += re.findall(r"label='([^']*)'", repr(leaf.rule))
        texts += [source.at or "" for source in leaf.source]
    return set(re.findall(r"\w+", " ".join(texts)))


def test_no_word_of_english_and_no_key_is_said() -> None:
    said = set(re.findall(r"\w+", all_words())) - data_words()
    lower = {word.lower() for word in data_words()} | WITHOUT_MARKS
    plain = {w for w in said if re.fullmatch(r"[A-Za-z_]{2,}", w) and w.lower() not in lower}
    assert plain == set()


def test_numbers_have_a_decimal_comma_and_days_their_usual_form() -> None:
    words = all_words()
    assert "None" not in words
    assert not re.search(r"\d{4}-\d\d-\d\d", words)
    numbers = set(re.findall(r"(?<![\w.])-?\d+(?:\.\d+)+(?![\w.])", words))
    codes = {leaf.number for leaf in the_set().leaves()} | {"66.7", "02.4", "2.1"}
    assert {n for n in numbers - codes if not re.fullmatch(r"-?\d{1,3}(\.\d{3})+", n)} == set()


def test_sentences_are_whole_and_composed() -> None:
    words = all_words()
    assert unicodedata.is_normalized("NFC", words)
    for fault in ("..", ". .", ": .", ";;", "; ;", "  ", "“”", " ,", " ;", " .", "::"):
        assert fault not in words, fault
    for trace in explain_leaves(the_set(), Facts({}), TODAY).values():
        assert trace.sentence.endswith("."), trace.number
        assert trace.note.endswith("."), trace.number


def test_what_is_less_than_nothing_has_a_minus_and_no_hyphen() -> None:
    words = all_words()
    assert re.findall(r"(?<![\w.,/–-])-\d[\d,.]*(?![\w/-])", words) == []

"""What is counted of cases, and how an export's text becomes days and words, as SQL.

``$start`` is the window's first day, ``$day`` the last day that counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from par_rules.figures.case_columns import CASE_ID, DAYS, FLAGS, WORDS
from par_rules.figures.wording import plain

# Received in the window; a result given in the window; not settled on D and past its day.
IN = "received BETWEEN $start AND $day"
SETTLED = "returned BETWEEN $start AND $day"
OVERDUE = "((returned IS NULL OR returned > $day) AND received <= $day AND due < $day)"
ON_TIME = "(returned <= due)"

# Count (``where`` of the input) -> (columns it needs, condition). Settled cases count whenever they
# were received; overdue ones too: what is waiting does not vanish with the year.
COUNTS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "received": (("received",), IN),
    "received_online": (("received", "channel"), f"{IN} AND channel = 'online'"),
    "settled_or_overdue": (DAYS, f"({SETTLED} OR {OVERDUE})"),
    "settled_on_time": (DAYS, f"{SETTLED} AND {ON_TIME}"),
    "outside_territory": (
        (*DAYS, "residence"),
        f"({SETTLED} OR {OVERDUE}) AND residence = 'outside'",
    ),
    "outside_territory_on_time_ok": (
        (*DAYS, "residence", "proper"),
        f"{SETTLED} AND {ON_TIME} AND residence = 'outside' AND proper = 'yes'",
    ),
    "files_to_digitise": (("received", "digitised"), f"{IN} AND digitised <> 'exempt'"),
    "files_digitised": (("received", "digitised"), f"{IN} AND digitised = 'yes'"),
    "results_issued": (("received", "returned"), SETTLED),
    # a result born electronic counts as digitised
    "results_digitised": (
        ("received", "returned", "result_digitised", "result_electronic"),
        f"{SETTLED} AND (result_digitised = 'yes' OR result_electronic = 'yes')",
    ),
    "results_electronic": (
        ("received", "returned", "result_electronic"),
        f"{SETTLED} AND result_electronic = 'yes'",
    ),
    "data_reusable": (("received", "reused"), f"{IN} AND reused <> 'exempt'"),
    "data_reused": (("received", "reused"), f"{IN} AND reused = 'yes'"),
    "fee_cases": (("received", "fee"), f"{IN} AND fee = 'yes'"),
    "fee_cases_paid_online": (
        ("received", "fee", "paid_online"),
        f"{IN} AND fee = 'yes' AND paid_online = 'yes'",
    ),
    "vneid_cases": (("received", "vneid"), f"{IN} AND vneid = 'yes'"),
}

DAY_FORMATS = (
    "['%d/%m/%Y', '%d/%m/%Y %H:%M', '%d/%m/%Y %H:%M:%S', '%Y-%m-%d', '%Y-%m-%d %H:%M:%S', "
    "'%Y-%m-%dT%H:%M:%S', '%d-%m-%Y', '%H:%M %d/%m/%Y', '%H:%M:%S %d/%m/%Y']"
)
SENSIBLE = "BETWEEN DATE '2000-01-01' AND DATE '2099-12-31'"


# Ways to write the words of one column; what is beyond is not a word of the system's.
MOST_WORDS = 500


def said_words(column: str) -> str:
    """Give the query for all that a column of words holds, as it is written."""
    return f"SELECT DISTINCT {column} FROM raw WHERE {column} IS NOT NULL LIMIT {MOST_WORDS}"


def parse(words: Mapping[str, Sequence[str]]) -> str:
    """Give the statement that makes table ``cases`` of table ``raw``.

    Days become dates, words the keys "yes", "no", "exempt", "online", "outside" …; ``words`` is
    what :func:`said_words` found in each column. ``bad_<column>`` marks what nobody can read, a
    blank flag says no.
    """
    inner = [f"nullif(trim(raw.{CASE_ID}), '') AS {CASE_ID}"]
    inner += [
        f"CAST(try_strptime(trim(raw.{column}), {DAY_FORMATS}) AS DATE) AS {column}"
        for column in DAYS
    ]
    inner += ["coalesce(trim(raw.returned), '') = '' AS not_returned"]
    inner += [_key_of(column, words.get(column, ())) for column in WORDS]
    bad = [f"coalesce({column} NOT {SENSIBLE}, TRUE)" for column in DAYS]
    bad[DAYS.index("returned")] += " AND NOT not_returned"
    bad += [f"{column} IS NULL" for column in WORDS]
    marks = ", ".join(
        f"{test} AS bad_{column}" for column, test in zip((*DAYS, *WORDS), bad, strict=True)
    )
    return (
        f"CREATE TEMP TABLE cases AS SELECT *, {marks} FROM "
        f"(SELECT raw.file, raw.line, {', '.join(inner)} FROM raw)"
    )


def _key_of(column: str, words: Sequence[str]) -> str:
    """Give the key of what stands in a column of words, NULL for words that nobody knows."""
    keys = {word: key for key, known in WORDS[column].items() for word in known}
    whens = [f"WHEN {_quoted(w)} THEN '{keys[plain(w)]}'" for w in words if plain(w) in keys]
    blank = "'no'" if column in FLAGS else "NULL"
    case = f"CASE raw.{column} {' '.join(whens)} END" if whens else "NULL"
    return (
        f"CASE WHEN coalesce(trim(raw.{column}), '') = '' THEN {blank} ELSE {case} END AS {column}"
    )


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"

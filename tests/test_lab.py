import subprocess
import sys

SAYS_WHAT_IS_LOADED = "import nbformat, sys; print(sys.modules.get('rfc3987_syntax') is not None)"


def run(code: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return result.stdout.strip()


def test_the_kit_imports_nbformat_without_the_grammar_that_jupyterlab_brings() -> None:
    assert run(f"import par_rules; {SAYS_WHAT_IS_LOADED}") == "False"


def test_without_the_kit_the_grammar_is_loaded_so_keeping_it_out_is_still_needed() -> None:
    assert run(SAYS_WHAT_IS_LOADED) == "True"


def test_a_process_that_has_loaded_the_grammar_keeps_it() -> None:
    assert run(f"import rfc3987_syntax, par_rules; {SAYS_WHAT_IS_LOADED}") == "True"


def test_the_server_of_par_lab_starts_without_the_grammar_too() -> None:
    code = "import par_rules.runs.lab.server, jupyterlab.labapp, jupyter_events"
    assert run(f"{code}; {SAYS_WHAT_IS_LOADED}") == "False"

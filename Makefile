# The few commands of the project; README.md says what each is for. Set-up is scripts/setup.sh, and happens once per pyproject.toml.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := run
.PHONY: run test test-slow lint clean

BIN := .venv/bin
SETUP := pyproject.toml scripts/setup.sh

run: .venv/ready-to-run        ## build the index over seeds/ if there is none, then serve it
	@scripts/run.sh

test: lint                     ## everything that must hold before a commit
	$(BIN)/python -m pytest

test-slow: .venv/ready-to-test ## what takes longer or wants the large data sets (folder in GLOTTA_DATA)
	$(BIN)/python -m pytest -m slow

lint: .venv/ready-to-test      ## style, types, who may import whom
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

clean:                         ## forget the environment and the caches; keep the index
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist *.egg-info

.venv/ready-to-run: $(SETUP)
	scripts/setup.sh run

.venv/ready-to-test: $(SETUP)
	scripts/setup.sh test

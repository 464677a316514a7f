# Everything here needs Python 3.11+ and make; each target makes .venv itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: atlas test test-neo4j torture lint lint-pages bench docs

atlas: $(VENV)/ready          ## build the graph of the packaged tables, with maps and report, in atlas/
	$(BIN)/elshi atlas atlas

test: $(VENV)/ready           ## all tests; on Neo4j too when NEO4J_URI is set
	@[ -n "$$NEO4J_URI" ] || echo "NEO4J_URI is not set: the tests run on the embedded engine only."
	$(BIN)/python -m pytest

test-neo4j: $(VENV)/ready     ## all tests, on the embedded engine and on real Neo4j servers started for them
	.ci/neo4j $(MAKE) test

torture: $(VENV)/ready        ## kill a real Neo4j 200 times in the middle of a load
	ELSHI_TORTURE=200 .ci/neo4j $(BIN)/python -m pytest tests/test_neo4j.py -k restart

lint: $(VENV)/ready           ## format, style and types; the pages' scripts and styles where npm is
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m mypy
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory lint-pages; \
	else echo "npm is not installed: the pages' scripts and styles are not linted."; fi

lint-pages: .ci/web/node_modules
	.ci/web/node_modules/.bin/eslint -c .ci/web/eslint.config.js "graph/templates/**/*.js" "graph/templates/**/*.css"

.ci/web/node_modules: .ci/web/package.json
	npm install --prefix .ci/web --silent --no-audit --no-fund --no-package-lock
	touch $@

bench: $(VENV)/ready          ## speed, beside plain scripts; writes docs/bench.md
	$(BIN)/python -m tests.bench

docs: $(VENV)/ready           ## the generated pages: reference, questions, data card, data package, Neo4j Browser's files
	$(BIN)/python -m loaders.reference > docs/model.md
	$(BIN)/python -m queries.reference > docs/queries.md
	$(BIN)/python -m loaders.card > docs/data.md
	$(BIN)/python -m loaders.datapackage > loaders/corpus/datapackage.json
	$(BIN)/python -m queries.browser

$(VENV)/ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# Everything here needs Python 3.11+ and make; each target makes .venv itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11

.PHONY: atlas test test-neo4j torture lint lint-pages bench docs constraints

atlas: $(VENV)/ready          ## build the graph of the packaged tables, with maps and report, in atlas/
	$(BIN)/elshi atlas atlas

test: $(VENV)/developer           ## all tests; on Neo4j too when NEO4J_URI is set
	@[ -n "$$NEO4J_URI" ] || echo "NEO4J_URI is not set: the tests run on the embedded engine only."
	$(BIN)/python -m pytest

test-neo4j: $(VENV)/developer     ## all tests, on the embedded engine and on real Neo4j servers started for them
	.ci/neo4j $(MAKE) test

torture: $(VENV)/developer        ## kill a real Neo4j 200 times in the middle of a load
	ELSHI_TORTURE=200 .ci/neo4j $(BIN)/python -m pytest tests/test_neo4j.py -k restart

lint: $(VENV)/developer .cache/package/elshi  ## format, style and types; the pages' scripts and styles where npm is
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

bench: $(VENV)/developer          ## speed, beside plain scripts; writes docs/bench.md
	$(BIN)/python -m tests.bench

docs: $(VENV)/developer           ## the generated pages: reference, questions, data card, data package, schema of reports, Neo4j Browser's files
	$(BIN)/python -m elshi.loaders.pages.model_page > docs/model.md
	$(BIN)/python -m elshi.queries.pages.catalogue_page > docs/queries.md
	$(BIN)/python -m elshi.loaders.pages.data_card > docs/data.md
	$(BIN)/python -m elshi.loaders.pages.datapackage > loaders/corpus/datapackage.json
	$(BIN)/python -m elshi.graph.reports.results > docs/report.schema.json
	$(BIN)/python -m elshi.queries.pages.neo4j_browser

.cache/package/elshi: $(wildcard elshi/*)   # the package as it is installed, for the type checker
	mkdir -p $@
	ln -sfn $(foreach part,$(wildcard elshi/*.py elshi/py.typed) graph loaders queries,$(CURDIR)/$(part)) $@/
	touch $@

$(VENV)/ready: pyproject.toml constraints.txt  # what Elshi needs at run time
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r constraints.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/developer: $(VENV)/ready constraints-dev.txt  # and what its developers need beside
	$(PIP) --require-hashes -r constraints-dev.txt
	touch $@

constraints: .cache/uv/bin/uv  ## the two hashed sets of dependencies, made anew from pyproject.toml
	$< $(COMPILE) --extra build -o constraints.txt pyproject.toml
	$< $(COMPILE) --extra build --extra dev -c constraints.txt -o constraints-dev.txt pyproject.toml

.cache/uv/bin/uv:
	$(PYTHON) -m venv .cache/uv && .cache/uv/bin/pip install --quiet uv

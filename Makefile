# Everything here needs Python 3.11+ and make; each target makes .venv itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
COMPILE := pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11

.PHONY: atlas test test-neo4j torture fuzz lint lint-pages pages bench docs constraints

atlas: $(VENV)/ready          ## build the graph of the packaged tables, with maps and report, in atlas/
	$(BIN)/elshi atlas atlas

test: $(VENV)/developer           ## all tests, on the embedded engine, in WORKERS processes
	env -u NEO4J_URI -u ELSHI_TEST_SERVERS $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

test-neo4j: $(VENV)/developer     ## the tests whose outcome may depend on the engine, on real Neo4j servers started for them
	WORKERS=$(WORKERS) ELSHI_HYPOTHESIS=engines .ci/neo4j $(BIN)/python -m pytest -m engines -n $(WORKERS) --dist worksteal

torture: $(VENV)/developer        ## 20 times the examples of every property; a real Neo4j killed 200 times in the middle of a load
	ELSHI_HYPOTHESIS=torture env -u NEO4J_URI $(BIN)/python -m pytest -n $(WORKERS) -m hypothesis
	ELSHI_TORTURE=200 .ci/neo4j $(BIN)/python -m pytest tests/store/test_neo4j.py -k restart

fuzz: $(VENV)/developer           ## 3,000 hostile tables and 500 hostile command lines, made from a seed
	$(BIN)/python -m tests.fuzz 3000 500

lint: $(VENV)/developer .cache/package/elshi  ## format, style, types, dependencies and floors; the pages' scripts where npm is
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m mypy
	$(BIN)/deptry --no-ansi .
	$(BIN)/python -m pytest tests/house/test_floors.py
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory lint-pages; \
	else echo "npm is not installed: the pages' scripts and styles are not linted."; fi

WEB := .ci/web/node_modules/.bin
BUNDLE := $(WEB)/esbuild graph/maps/templates/scripts/map.js --bundle --format=iife --charset=utf8 --log-level=warning
PAGES := "graph/maps/templates/scripts/*.js" "!graph/maps/templates/scripts/fold.js" "graph/{maps,atlas,reports}/templates/*.css" "graph/templates/*.css" "graph/{atlas,reports}/templates/*.js"

pages: .ci/web/node_modules   ## the script of maps' pages, made of its modules; formats these and their styles
	$(WEB)/prettier --config .ci/web/package.json --log-level warn --write $(PAGES)
	$(BUNDLE) --outfile=graph/maps/templates/page.js

lint-pages: .ci/web/node_modules
	$(WEB)/eslint -c .ci/web/eslint.config.js "graph/**/templates/**/*.js" "graph/**/templates/**/*.css"
	$(WEB)/prettier --config .ci/web/package.json --log-level warn --check $(PAGES)
	$(BUNDLE) | cmp - graph/maps/templates/page.js || { echo "page.js is older than its modules: make pages"; false; }

.ci/web/node_modules: .ci/web/package.json
	npm install --prefix .ci/web --silent --no-audit --no-fund --no-package-lock
	touch $@

bench: $(VENV)/developer          ## speed, beside plain scripts; writes docs/bench.md
	$(BIN)/python -m tests.bench

docs: $(VENV)/developer .cache/package/elshi  ## the generated pages, Neo4j Browser's files, and the site with the API reference
	$(BIN)/python -m elshi.loaders.pages.model_page > docs/model.md
	$(BIN)/python -m elshi.queries.pages.catalogue_page > docs/queries.md
	$(BIN)/python -m elshi.loaders.pages.data_card > docs/data.md
	$(BIN)/python -m elshi.loaders.pages.datapackage > loaders/corpus/datapackage.json
	$(BIN)/python -m elshi.loaders.opendata.terms > docs/opendata.md
	$(BIN)/python -m tests.fixtures.licences > docs/licences.md
	$(BIN)/python -m elshi.queries.pages.network_page > docs/network.md
	$(BIN)/python -m elshi.graph.reports.results > docs/report.schema.json
	$(BIN)/python -m elshi.queries.pages.neo4j_browser
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

.cache/package/elshi: $(wildcard elshi/*)   # the package as it is installed, for the type checker
	mkdir -p $@
	ln -sfn $(foreach part,$(wildcard elshi/*.py elshi/py.typed) graph loaders queries,$(CURDIR)/$(part)) $@/
	touch $@

$(VENV)/ready: pyproject.toml constraints.txt  # what Elshi needs at run time
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --no-deps --require-hashes -r constraints.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/developer: $(VENV)/ready constraints-dev.txt  # and what its developers need beside
	$(PIP) --require-hashes -r constraints-dev.txt
	touch $@

constraints: .cache/uv/bin/uv  ## the two hashed sets of dependencies, made anew from pyproject.toml
	$< $(COMPILE) --extra build --no-emit-package jedi --no-emit-package parso -o constraints.txt pyproject.toml
	$< $(COMPILE) --extra build --extra dev --extra docs -c constraints.txt -o constraints-dev.txt pyproject.toml

.cache/uv/bin/uv:
	$(PYTHON) -m venv .cache/uv && .cache/uv/bin/pip install --quiet --disable-pip-version-check uv

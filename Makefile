# Works from a clean clone with nothing but Python 3.11 or later and pip. Everything is set up once, into .venv.
PYTHON ?= python3
BIN := .venv/bin
# What the tests need beside Python: a program, and the Debian package that brings it.
TOOLS := pdftoppm:poppler-utils gs:ghostscript qpdf:qpdf sshd:openssh-server chromium:chromium npm:npm
# Not on the PATH: PostgreSQL's programs, and a CMYK profile of coated paper for the tests of magazines.
FILES := /usr/lib/postgresql/*/bin/initdb:postgresql /usr/share/color/icc/ghostscript/default_cmyk.icc:ghostscript
# The accessibility checker that runs in the browser of the tests.
AXE := tests/proof/browser/node_modules/axe-core/axe.min.js
LEFT_OUT ?= -m "not slow"
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: paper pictures test test-all coverage check clean setup programs

paper: .venv/product.stamp  ## build the sample papers into out/
	$(BIN)/broadsheet build issues/herald --out out/herald
	$(BIN)/broadsheet build issues/kai --out out/kai

pictures: setup paper  ## the pictures of README and docs, from the sample papers
	pdftoppm -r 64 -png -singlefile -f 1 -l 1 out/herald/proof.pdf docs/pictures/front
	$(BIN)/python -m tests.proof.browser.pictures

test: setup  ## the tests, without the few that take minutes
	$(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder $(LEFT_OUT)

test-all:  ## every test
	$(MAKE) --no-print-directory test LEFT_OUT=

coverage: setup  ## the tests, and which branches they leave out
	$(BIN)/python -m pytest -q -m "not slow" --cov --cov-report=term-missing:skip-covered

check: setup  ## all that a change must pass; with every test: make check LEFT_OUT=
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory test

setup: .venv/tools.stamp programs $(AXE)

programs:
	@packages=""; \
	for each in $(TOOLS); do PATH="$$PATH:/usr/sbin" command -v $${each%%:*} >/dev/null || packages="$$packages $${each##*:}"; done; \
	for each in $(foreach file,$(FILES),'$(file)'); do ls $${each%%:*} >/dev/null 2>&1 || packages="$$packages $${each##*:}"; done; \
	if [ -n "$$packages" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes $$packages >/dev/null; \
	  else \
	    echo "The tests need more programs. Install them:  sudo apt-get install$$packages" >&2; exit 1; \
	  fi; \
	fi

$(AXE): tests/proof/browser/package.json tests/proof/browser/package-lock.json | programs
	npm ci --silent --no-audit --no-fund --prefix tests/proof/browser
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; say PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/product.stamp: pyproject.toml | .venv/bin/python
	$(PIP) --editable .
	@touch $@

.venv/tools.stamp: pyproject.toml | .venv/bin/python
	$(PIP) --editable '.[dev]'
	@touch $@ .venv/product.stamp

clean:
	rm -rf .venv tests/proof/browser/node_modules out build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

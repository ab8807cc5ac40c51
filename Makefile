# Everything is installed into .venv, whose bin/clawback is the command. A stamp in .venv/.stamps says that a step
# is done, and is older than the files the step was made from when it must be done again.

BIN := .venv/bin
STAMPS := .venv/.stamps
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install -qq
# Python compiles what it imports at the first import, which is a small part of what is installed.
LOCKED := $(PIP) --no-compile --require-hashes --only-binary :all:
# Where that is switched off, each of our many processes would compile all of it, for five seconds.
unexport PYTHONDONTWRITEBYTECODE
LANGUAGES := $(shell find src/clawback/server/locale -name '*.po')
KERNELS := $(shell find src/clawback/compiled.py src/clawback/tracing src/clawback/ledgers src/clawback/linking -name '*.py')

.PHONY: help setup run test lint browser bench docs kinds measure-intake measure-linking lock clean

help:
	@echo 'make setup   install clawback and what it needs into .venv, and compile its kernels'
	@echo 'make run     start the whole system with a demo world, and print its address (ARGS="..." is handed on)'
	@echo 'make test    every check: ruff, mypy, import-linter, pytest'
	@echo 'make lint    the checks that run no code'
	@echo 'make bench   the speed of clawback and its peers, side by side (ARGS="..." is handed on)'
	@echo 'make docs    print the reference pages from the code'
	@echo 'make kinds   train the model of kinds of scam anew, after its words or texts changed'
	@echo 'make measure-intake  how well facts are read, beside others, into docs/reference/intake.md'
	@echo 'make measure-linking  how well reports are linked, beside others, into docs/reference/linking.md'
	@echo 'make lock    pin what the groups of pyproject.toml need (ARGS=--upgrade for the newest)'
	@echo 'make clean   take away what the others made'

setup: $(STAMPS)/kernels $(STAMPS)/languages

run: setup
	@$(BIN)/clawback serve --demo $(ARGS)

# pytest is last: its closing line is the last one printed. A process that is done takes over what another has left.
test: setup lint browser
	$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

lint: $(STAMPS)/test
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-logo

# The tests look at pictures in a real browser.
browser:
	@tools/debian.sh chromium chromium

bench: setup $(STAMPS)/bench
	$(BIN)/python -m bench $(ARGS)

docs: setup
	$(BIN)/python tools/docs.py

kinds: setup
	$(BIN)/python tools/train_kinds.py

measure-intake: setup $(STAMPS)/bench
	$(BIN)/python tools/measure_intake.py

measure-linking: setup $(STAMPS)/bench
	$(BIN)/python tools/measure_linking.py $(ARGS)

lock: $(STAMPS)/lock
	tools/lock.sh $(BIN)/uv $(ARGS)

clean:
	rm -rf .venv build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests bench tools -name __pycache__ -prune -exec rm -rf {} +

# The scripts in .venv/bin name the folder they were made in: in another folder .venv is made anew.
ifneq ($(shell cat $(STAMPS)/python 2>/dev/null),$(CURDIR))
.PHONY: $(STAMPS)/python
endif

$(STAMPS)/python:
	@tools/venv.sh

$(STAMPS)/run: $(STAMPS)/python requirements/build.txt requirements/run.txt requirements/server.txt
	@echo 'Installing what clawback needs (about 650 MB) ...'
	@$(LOCKED) -r requirements/build.txt -r requirements/run.txt -r requirements/server.txt
	@touch $@

# Built by the pinned setuptools, asking no index.
$(STAMPS)/package: $(STAMPS)/run pyproject.toml
	@$(PIP) --no-index --no-deps --no-build-isolation --editable .
	@touch $@

# Numba keeps the kernels beside their sources, so that no command waits for the compiler.
$(STAMPS)/kernels: $(STAMPS)/package $(KERNELS)
	@echo 'Compiling the kernels ...'
	@($(BIN)/python -m clawback.ledgers.compile && $(BIN)/python -m clawback.linking.compile) & other=$$!; \
	  $(BIN)/python -m clawback.tracing.compile && wait $$other
	@touch $@

# What Django reads of each language.
$(STAMPS)/languages: $(STAMPS)/package $(LANGUAGES)
	@$(BIN)/python tools/translations.py
	@touch $@

# Each after `package`, never beside it: two pips at once in one environment spoil it.
$(STAMPS)/test $(STAMPS)/bench $(STAMPS)/lock: $(STAMPS)/%: requirements/%.txt $(STAMPS)/package
	@echo 'Installing requirements/$*.txt ...'
	@$(LOCKED) -r $<
	@touch $@

# `make try` and `make test` work from a fresh clone: they make the virtual environment, then do their job.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Arguments for `make try` and `make sheet`, for example: make try ARGS="--port 8080 --no-open"
ARGS ?=

.PHONY: help try test lint format bench sheet gallery lock clean
help:
	@echo "make try     the bot in a browser page, without a token"
	@echo "make test    the tests"
	@echo "make lint    ruff, pyright and the import rules"
	@echo "make format  write the code as ruff would"
	@echo "make bench   the figures of the README (minutes)"
	@echo "make sheet   avatars of the corpus to look at, in look.png: make sheet ARGS='--by outfit'"
	@echo "make gallery docs/gallery, drawn anew (minutes)"
	@echo "make lock    pin anew what pyproject.toml asks for"

try: $(VENV)/.installed-try
	$(BIN)/python -m bot try $(ARGS)

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist worksteal

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/pyright --pythonpath $(BIN)/python

format: $(VENV)/.installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.installed-test
	$(BIN)/python -m benchmarks

sheet: $(VENV)/.installed-train
	$(BIN)/python -m gan corpus --sheet look.png $(ARGS)

gallery: $(VENV)/.installed-train
	$(BIN)/python -m gan corpus --gallery docs/gallery

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "MoeGAN needs Python 3.11 or newer. Name one with: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed-try: $(VENV)/bin/python pyproject.toml requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[try]'
	@touch $@

$(VENV)/.installed-train: $(VENV)/bin/python pyproject.toml requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[train]'
	@touch $@

$(VENV)/.installed-test: $(VENV)/bin/python pyproject.toml requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[try,train,video,styles,test]'
	@touch $@

# torch is pinned by hand: without a local version label, so that a CPU build satisfies it as well as a CUDA build.
lock:
	rm -rf $(VENV)-lock && $(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet 'torch==2.13.0' -e '.[try,train,video,styles,test]'
	$(VENV)-lock/bin/python -m pip freeze --exclude-editable --exclude setuptools | sed 's/^torch==.*/torch==2.13.0/' > requirements.lock
	rm -rf $(VENV)-lock

clean:
	rm -rf $(VENV) *.egg-info .pytest_cache .ruff_cache

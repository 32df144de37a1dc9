# make demo and make test set everything up by themselves: see docs/setup.md.

PYTHON ?= python3
IN = .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help python demo test rigs bench check format pictures packages lock software translations twins clean

help:
	@echo "make demo      run the main job: on the screen, or unseen where there is none"
	@echo "make test      every test, and all branches of distressapp/core"
	@echo "make rigs      the rigs in full: killed, cut off, full, damaged, guessed at (hours)"
	@echo "make bench     measure against the floor and the peers, into bench/results.md"
	@echo "make check     format, lint, types, import contracts, then make test"
	@echo "make format    let ruff put the code in form"
	@echo "make pictures  make the pictures of the README anew"
	@echo "make packages  build the wheel, the frozen program and the Debian package"
	@echo "make lock      make the lock files anew (needs uv)"
	@echo "make software  make the list of software anew from the lock file"
	@echo "make translations  bring the sentences that patients read up to date, and compile them"
	@echo "make twins     write beside each definition and wording what it says, to be read faster"
	@echo "make clean     remove what was made here"

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "This needs Python 3.11 or later; this is Python %d.%d. With another one: make PYTHON=python3.11 ..." % tuple(sys.version_info[:2]))'

demo: python
	@$(PYTHON) packaging/prepare.py demo
	@$(IN) -m distressapp demo --out demo-out

test: python
	@$(PYTHON) packaging/prepare.py test
	@QT_QPA_PLATFORM=offscreen; export QT_QPA_PLATFORM; failed=0; \
	$(IN) -m pytest -m "not screen" -n auto --maxprocesses 4 \
		--cov=distressapp.core --cov-branch --cov-report=term --cov-fail-under=100 || failed=1; \
	$(IN) -m pytest -m screen --second-part || failed=1; \
	exit $$failed

rigs: python
	@$(PYTHON) packaging/prepare.py test
	@DISTRESSAPP_RIGS=full QT_QPA_PLATFORM=offscreen $(IN) -m pytest -v -rs tests/rigs

bench: python
	@$(PYTHON) packaging/prepare.py bench
	@$(PYTHON) packaging/build.py frozen || echo "The wheel is measured in place of the packaged program."
	@$(IN) -m bench

check: python
	@$(PYTHON) packaging/prepare.py test
	$(IN) -m ruff format --check .
	$(IN) -m ruff check .
	$(IN) -m mypy
	$(IN) -m mypy packaging/prepare.py packaging/pictures.py packaging/software.py packaging/translations.py packaging/twins.py packaging/build.py
	.venv/bin/lint-imports
	@$(MAKE) --no-print-directory test

format: python
	@$(PYTHON) packaging/prepare.py test
	$(IN) -m ruff format .
	$(IN) -m ruff check --fix .

pictures: python
	@$(PYTHON) packaging/prepare.py pictures
	@$(IN) packaging/pictures.py

packages: python
	@$(PYTHON) packaging/build.py all

lock:
	@sh packaging/lock.sh

software: python
	@$(PYTHON) packaging/prepare.py demo
	@$(IN) packaging/software.py
	@$(IN) packaging/licences.py

twins: python
	@$(PYTHON) packaging/prepare.py test
	@$(IN) packaging/twins.py

translations: python
	@$(PYTHON) packaging/prepare.py test
	@$(IN) packaging/translations.py

clean:
	rm -rf .venv build demo-out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage

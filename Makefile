# `make` builds everything into dist/; `make help` lists the rest.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8000
EDITION ?= a5

BUILD_STAMP := $(VENV)/.build
DEV_STAMP   := $(VENV)/.dev
NODE_STAMP  := $(VENV)/.node
GUIDEPRESS  := $(BIN)/python -m guidepress

.DEFAULT_GOAL := all

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

.PHONY: all
all: $(BUILD_STAMP) ## build every output into dist/
	@$(GUIDEPRESS) build

.PHONY: pdf epub handouts html
pdf: $(BUILD_STAMP) ## build the print PDF (EDITION=large-print; a5)
epub: $(BUILD_STAMP) ## build the EPUB
handouts: $(BUILD_STAMP) ## build the handouts (CLINIC=clinics/x.toml: for a clinic)
html: $(BUILD_STAMP) ## build the website
pdf:
	@$(GUIDEPRESS) build pdf --edition $(EDITION)
epub html:
	@$(GUIDEPRESS) build $@
handouts:
ifneq ($(CLINIC)$(CLINICS),)
	@$(GUIDEPRESS) clinics $(foreach name,$(CLINIC) $(CLINICS),'$(name)') \
	  --scheduler '$(SCHEDULER)'
else
	@$(GUIDEPRESS) build handouts
endif

.PHONY: stale
stale: $(BUILD_STAMP) ## say which clinics hold old versions of the handouts
	@$(GUIDEPRESS) stale

.PHONY: editions
editions: $(BUILD_STAMP) ## build every output, in every edition of the PDF
	@$(GUIDEPRESS) build --edition all

.PHONY: check
check: $(BUILD_STAMP) ## say what is wrong with the sources and their text
	@$(GUIDEPRESS) check

.PHONY: serve
serve: $(DEV_STAMP) ## show the website, rebuilt on save (PORT=8000)
	@$(BIN)/sphinx-autobuild -q -c . -b html -t serve -d build/doctrees-serve \
	  --port $(PORT) --watch conf.py --watch references.bib --watch regions --watch rules \
	  --watch guidepress --ignore '*/__pycache__/*' source build/serve/html

.PHONY: test
test: $(DEV_STAMP) $(NODE_STAMP) ## run every test
	@tools/require chromium
	@$(BIN)/python -m pytest

.PHONY: check-site
check-site: $(BUILD_STAMP) $(DEV_STAMP) $(NODE_STAMP) ## let Lighthouse judge the website (needs a quiet machine)
	@tools/require chromium
	@$(GUIDEPRESS) build
	@$(BIN)/python tools/lighthouse

.PHONY: lint
lint: $(DEV_STAMP) ## check the code: style, types, spelling
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/codespell

.PHONY: clinic-schema
clinic-schema: $(BUILD_STAMP) ## renew what editors know of a clinic's profile
	@$(GUIDEPRESS) clinic-schema

.PHONY: bench
bench: $(DEV_STAMP) ## measure the build against its peers
	@$(BIN)/python -m benchmarks.one_reading
	@$(BIN)/python -m benchmarks.print_pdf
	@$(BIN)/python -m benchmarks.long_book
	@$(BIN)/python -m benchmarks.handouts

.PHONY: release
release: $(BUILD_STAMP) ## build and pack a release, or say why it may not go out
	@$(GUIDEPRESS) release

.PHONY: requirements
requirements: $(DEV_STAMP) ## renew the pins from the short lists
	@tools/pin

.PHONY: clean
clean: ## delete what was built, and the environment
	rm -rf build dist $(VENV)

# -- the environment ------------------------------------------------------------

$(BUILD_STAMP): requirements.txt tools/require
	@tools/require pango
	@tools/environment $(PYTHON) $(VENV) requirements.txt
	@touch $@

$(DEV_STAMP): $(BUILD_STAMP) requirements-dev.txt
	@tools/environment $(PYTHON) $(VENV) requirements.txt requirements-dev.txt
	@touch $@

# what only tests run: Ace, axe, the Nu Html Checker, and what opens the EPUB
$(NODE_STAMP): $(DEV_STAMP) tools/node-packages tools/npm/package-lock.json
	@tools/node-packages $(VENV)
	@touch $@

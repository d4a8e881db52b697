# `make help` lists the targets; a target's line there is what stands behind its ##.
VENV := .venv
BIN := $(VENV)/bin
BOOK := _build/html/index.html
PORT := 8000
# The day of the text, for every tool that writes one down.
COMMITTED := $(shell git log -1 --format=%ct 2>/dev/null)
ifneq ($(COMMITTED),)
export SOURCE_DATE_EPOCH ?= $(COMMITTED)
endif
PROSE := index.md _config.yml _toc.yml references.bib $(wildcard chapters/*.md) $(shell find _theme -type f)
CODE := $(shell find src seeds -type f -not -name '*.pyc') requirements.lock

# A Python that keeps nothing would compile the package anew for each of a hundred processes.
unexport PYTHONDONTWRITEBYTECODE

# Nothing is asked of the home folder: it may be read-only, or not there.
export IPYTHONDIR ?= $(CURDIR)/_build/ipython
export MPLCONFIGDIR ?= $(CURDIR)/_build/matplotlib

.PHONY: help book site test engines check lab serve print archive twice links facts build lint lock plain fresh clean

# What follows Sphinx takes a second, so it is done each time: the day of the text is the last commit's.
book: $(BOOK)  ## the book; plain `make` does the same
	@$(BIN)/python lite point _build/html
	@$(BIN)/python -m tools.publish finish _build/html
	@echo "The book is built. Open it: $$($(BIN)/python -m tools.publish address $(BOOK))   (or: make serve)"

$(VENV)/ready: requirements.lock pyproject.toml tools/environment
	@tools/environment $(VENV)

# Chapters run the package: when it or its data change, every page is executed again.
_build/executed: $(VENV)/kernel $(CODE)
	@rm -rf _build/html _build/.doctrees _build/.jupyter_cache
	@mkdir -p _build && touch $@

$(VENV)/kernel: tools/ipython_kernel_config.py $(VENV)/ready
	@mkdir -p $(VENV)/etc/ipython && cp $< $(VENV)/etc/ipython/ && touch $@

# Python and notebooks for the browser come from PyPI and npm, so the book does without them where they cannot be had.
site: $(BOOK)  ## the book, with the exercises in the browser (needs npm)
	@$(BIN)/python lite add _build/html
	@$(BIN)/python -m tools.publish finish _build/html
	@rm -f _build/no-site
	@echo "The site is built, with the exercises in the browser. Open it: make serve"

# Sphinx does not see that a style or a script of the theme has changed: pages that are gone are written anew.
$(BOOK): _build/executed $(PROSE) $(wildcard exercises/*.ipynb exercises/keys/*.md)
	@rm -rf _build/html/print
	@rm -f $(if $(filter _theme/%,$?),$(wildcard _build/html/*.html _build/html/*/*.html))
	@$(BIN)/kata-siapa pages
	@$(BIN)/jupyter-book build . -n -W --keep-going -q >/dev/null
	@touch $@

# Three on two cores: one is always waiting for a browser. Whoever has none left takes from another's end.
# Tests that want nbval's plugin start a pytest of their own.
PYTEST := $(BIN)/python -m pytest -n 3 --dist worksteal -p no:nbval

# Why there is no site stands in the list of what was skipped. Only a machine for tests gets a server installed.
test: $(VENV)/ready book  ## proves everything
	@tools/programs browser npm $(if $(CI),nginx)
	@$(MAKE) -s --no-print-directory site 2>_build/no-site || cat _build/no-site
	@$(PYTEST) --cov --ignore tests/engines

engines: book  ## the pages in Firefox and WebKitGTK as well
	@tools/programs firefox webkit
	@$(BIN)/python -m pytest -p no:nbval tests/engines

check: lint  ## style, types, and all that needs no built book, browser, kernel or installing: under two minutes
	@KATA_SIAPA_CASES=210 $(PYTEST) --ignore tests/browser --ignore tests/engines -m "not (book or browser or kernel or install)"

lab: $(VENV)/kernel  ## the exercises in JupyterLab
	@KATA_SIAPA_LAB=1 $(BIN)/jupyter lab exercises

serve: book  ## the book on localhost
	@$(BIN)/python -m tools.publish serve _build/html --port $(PORT)

# All but the answers is offered by the site as well.
print: book  ## book, class pack and worksheets as PDF
	@tools/programs browser
	@$(BIN)/jupyter-book build . --builder custom --custom-builder singlehtml -q
	@$(BIN)/python -m tools.publish print _build/singlehtml/index.html _build/print
	@mkdir -p _build/html/print && cp $(addprefix _build/print/,kata-siapa.pdf class-pack.pdf worksheets.pdf) _build/html/print
	@$(BIN)/python -m tools.publish finish _build/html

archive: book  ## the site as one zip for any web server
	@$(BIN)/python -m tools.publish archive _build/html _build/release

# The committed text, built twice from copies in different places.
twice: $(VENV)/kernel  ## two builds, compared byte for byte
	@rm -rf _build/twice && mkdir -p _build/twice
	@for copy in first second; do mkdir -p _build/twice/$$copy/of-$$copy && \
	    git archive HEAD | tar -x -C _build/twice/$$copy/of-$$copy && \
	    (cd _build/twice/$$copy/of-$$copy && ln -s $(CURDIR)/$(VENV) $(VENV) && \
	        PYTHONPATH=src $(CURDIR)/$(BIN)/kata-siapa pages && \
	        $(CURDIR)/$(BIN)/jupyter-book build . -n -W --keep-going -q >/dev/null && \
	        $(CURDIR)/$(BIN)/python -m tools.publish finish _build/html) || exit 1; done
	@$(BIN)/python -m tools.publish compare _build/twice/first/of-first/_build/html _build/twice/second/of-second/_build/html

links: $(VENV)/ready  ## whether the book's outside addresses still answer
	@$(BIN)/jupyter-book build . --builder linkcheck --path-output . -q

facts: $(VENV)/ready  ## which dated facts are due for another look
	@$(BIN)/kata-siapa facts

build: $(VENV)/kernel  ## exercise notebooks from their keys
	@$(BIN)/kata-siapa build

lint: $(VENV)/ready  ## style and types
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

# What packages name and a kernel in the browser never imports.
NOT_IN_BROWSER := jedi jupyterlab-widgets parso pexpect prompt-toolkit psutil ptyprocess typing-extensions wcwidth widgetsnbextension

lock: $(VENV)/ready  ## newer versions of all that is pinned
	@$(BIN)/python -m pip install -q uv
	@$(BIN)/uv pip compile pyproject.toml -q -U --universal --python-version 3.11 --all-extras --group build \
	    --generate-hashes --no-emit-index-url --no-annotate --no-header -o requirements.lock
	@$(BIN)/uv pip compile lite/browser.in -q -U --python-version 3.14 --python-platform wasm32-pyodide2024 \
	    $(patsubst %,--no-emit-package %,$(NOT_IN_BROWSER)) \
	    --generate-hashes --no-emit-index-url --no-annotate --no-header -o lite/browser.lock

plain: $(VENV)/kernel  ## the book of the last commit with the newest Sphinx, without Jupyter Book
	@tools/plain $(BIN)

fresh:  ## book, site and tests of the last commit on a bare Debian (root; needs debootstrap)
	@tools/fresh

clean:  ## removes all that make has made
	@rm -rf _build $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | while IFS='	' read -r name what; do printf 'make %-8s %s\n' "$$name" "$$what"; done

# make book   builds the book          make test   proves everything
# make lab    opens the exercises      make serve  the book on localhost
# make print  book and worksheets as PDF
# make build  exercises from keys      make lint   style
# make lock   refreshes the lock       make links  asks whether the book's addresses still answer
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

.PHONY: book test lab serve print links build lint lock clean

book: $(BOOK)
	@echo "The book is built. Open it: file://$(CURDIR)/$(BOOK)   (or: make serve)"

$(VENV)/ready: requirements.lock pyproject.toml tools/environment
	@tools/environment $(VENV)

# Chapters run the package: when it or its data change, every page is executed again.
_build/executed: $(VENV)/kernel $(CODE)
	@rm -rf _build/html _build/.doctrees _build/.jupyter_cache
	@mkdir -p _build && touch $@

$(VENV)/kernel: tools/ipython_kernel_config.py $(VENV)/ready
	@mkdir -p $(VENV)/etc/ipython && cp $< $(VENV)/etc/ipython/ && touch $@

$(BOOK): _build/executed $(PROSE) $(wildcard exercises/*.ipynb tools/publish/*)
	@$(BIN)/jupyter-book build . -n -W --keep-going -q
	@$(BIN)/python -m tools.publish finish _build/html
	@touch $@

test: $(VENV)/ready book
	@tools/browser
	@$(BIN)/python -m pytest --cov

lab: $(VENV)/kernel
	@$(BIN)/jupyter lab exercises

serve: book
	@$(BIN)/python -m tools.publish serve _build/html --port $(PORT)

print: book
	@tools/browser
	@$(BIN)/jupyter-book build . --builder custom --custom-builder singlehtml -q
	@$(BIN)/python -m tools.publish print _build/singlehtml/index.html _build/print

links: $(VENV)/ready
	@$(BIN)/jupyter-book build . --builder linkcheck --path-output . -q

build: $(VENV)/ready
	@$(BIN)/kata-siapa build

lint: $(VENV)/ready
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

lock: $(VENV)/ready
	@$(BIN)/python -m pip install -q uv
	@$(BIN)/uv pip compile pyproject.toml -q -U --universal --python-version 3.11 --all-extras --group build \
	    --generate-hashes --no-emit-index-url --no-annotate --no-header -o requirements.lock

clean:
	@rm -rf _build $(VENV) .pytest_cache .ruff_cache .hypothesis .coverage

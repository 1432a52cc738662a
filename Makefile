# Sumwhere. `make help` lists what there is.

SWIFT ?= swift
PREFIX ?= /usr/local
BUILD ?= .build

RELEASE = --scratch-path $(BUILD) -c release --static-swift-stdlib --product sumwhere $(LINKER)
PROGRAM = $(BUILD)/release/sumwhere

SYSTEM := $(shell uname)
# Where the libraries can be part of the program, it starts in two thirds of the time.
ARCHIVES := $(and $(wildcard /usr/lib/*/libreadline.a),$(wildcard /usr/lib/*/libtinfo.a))
WHOLE := $(if $(SUMWHERE_NO_READLINE),-Xswiftc -static-executable,\
  $(if $(ARCHIVES),-Xswiftc -static-executable -Xlinker -ltinfo))
# The linker that comes with Swift; the program leaves out the names of its functions.
LINKER := $(if $(filter Linux,$(SYSTEM)),-Xswiftc -use-ld=lld -Xlinker -s $(WHOLE))
# Homebrew keeps readline out of the compiler's way.
BREW_READLINE := $(if $(filter Darwin,$(SYSTEM)),$(shell brew --prefix readline 2>/dev/null))
FLAGS = $(if $(BREW_READLINE),-Xcc -I$(BREW_READLINE)/include -Xlinker -L$(BREW_READLINE)/lib)

.PHONY: run demo build test check format lines golden manual bench bench-counts fuzz install help swift readline sqlite

run: build ## Build the program and ask ten questions of a real document
	@echo
	@$(PROGRAM) --echo Samples/miit/tour.sum

demo: build ## Watch a session being typed, for less than a minute (needs Python 3)
	@python3 Samples/demo/play $(PROGRAM)

build: swift readline ## Build the release program
	@$(SWIFT) build $(RELEASE) $(FLAGS)

test: swift readline sqlite ## Build and run all tests
	@$(SWIFT) test --scratch-path $(BUILD) $(FLAGS)

check: swift readline sqlite format lines ## Format, line counts, module arrows, a build without warnings, tests
	@$(SWIFT) build --scratch-path $(BUILD) $(FLAGS) --build-tests \
	  --explicit-target-dependency-import-check error
	@$(SWIFT) test --scratch-path $(BUILD) $(FLAGS) --skip-build
	@echo "check: all is well"

format: # The style of every Swift file
	@$(SWIFT) format lint --strict --parallel --recursive Sources Tests Package.swift
	@if grep -rlE '^ *(public |package |internal |@_exported |@preconcurrency )*import Foundation' \
	  Sources; then echo "check: these files import Foundation, which slows the start"; exit 1; fi

# A file past 300 lines owes a noun. The exceptions, each with its reason, are in .ci/long-files.
lines: # No long file that is not listed
	@find Sources Tests -name '*.swift' -exec awk 'END { if (NR > 300) print FILENAME }' {} \; | \
	  while read -r file; do \
	    grep -q "^$$file " .ci/long-files || echo "$$file"; \
	  done | { ! grep . || { echo "check: past 300 lines and not in .ci/long-files"; exit 1; }; }

golden: swift readline sqlite ## Rewrite the expected output of the tests, and show what changed
	@UPDATE_GOLDEN=1 $(SWIFT) test --scratch-path $(BUILD) $(FLAGS) || true
	@git --no-pager diff --stat -- Tests Grammar README.md

manual: swift readline ## Write the manual page anew from the options
	@$(SWIFT) package --scratch-path $(BUILD) $(FLAGS) generate-manual --configuration debug
	@sed -E -f Manual/sections.sed $(BUILD)/plugins/GenerateManual/outputs/Shell/sumwhere.1 \
	  >Manual/sumwhere.1

bench: build ## Time questions beside the peers that are installed (RECORDS=n for small tables)
	@PROGRAM=$(abspath $(PROGRAM)) Benchmarks/run $(if $(RECORDS),--records $(RECORDS))

bench-counts: build ## Count instructions, and fail where they grew (UPDATE=1 writes them down)
	@PROGRAM=$(abspath $(PROGRAM)) Benchmarks/run counts $(if $(UPDATE),--update)

fuzz: swift ## Look for texts and files that stop the program, for SECONDS (600) each
	@Tests/fuzz/run statements $(or $(SECONDS),600)
	@Tests/fuzz/run tables $(or $(SECONDS),600)

install: build ## Put the program under PREFIX (default /usr/local)
	@install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/doc/sumwhere"
	@install -m 755 $(PROGRAM) "$(DESTDIR)$(PREFIX)/bin/sumwhere"
	@install -m 644 LICENSE README.md "$(DESTDIR)$(PREFIX)/share/doc/sumwhere"
	@install -d "$(DESTDIR)$(PREFIX)/share/man/man1"
	@install -m 644 Manual/sumwhere.1 "$(DESTDIR)$(PREFIX)/share/man/man1"
	@install -d "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	@$(PROGRAM) --generate-completion-script bash > \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/sumwhere"
	@$(PROGRAM) --generate-completion-script zsh > \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_sumwhere"
	@$(PROGRAM) --generate-completion-script fish > \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/sumwhere.fish"
	@echo "sumwhere is in $(DESTDIR)$(PREFIX)/bin"

help: ## List these
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

swift:
	@command -v $(SWIFT) >/dev/null || { \
	  echo "Swift 6.2 or later is needed and there is no 'swift' here: https://swift.org/install"; \
	  exit 1; }

# The keys of the interactive session are GNU readline's; its headers are installed where missing.
readline:
	@sh .ci/readline

# The tests ask SQLite the same questions; the program does without it.
sqlite:
	@sh .ci/sqlite

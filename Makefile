# CivicLoop. "make" alone prints what there is.
.DEFAULT_GOAL := help
.PHONY: help ready browser build demo run check test bench fuzz docs db format
export DOTNET_NOLOGO := 1
export DOTNET_CLI_TELEMETRY_OPTOUT := 1

BROWSER_SOURCES := package.json $(wildcard vite.config.* tsconfig*.json) \
  $(shell find src/CivicLoop.Web/Browser src/CivicLoop.Web/texts/zh-Hans -type f 2>/dev/null)

help:
	@echo "make demo     a living city in the browser; ARGS=\"--city qujing\" passes arguments on"
	@echo "make check    everything that must hold: restore, format, warnings, tests on both databases and in a browser"
	@echo "make run      the server; ARGS=\"--data DIR\" passes arguments on"
	@echo "make test     the tests alone; ARGS=\"-class '*CaseDecide*'\" chooses some"
	@echo "make browser  the browser's code"
	@echo "make bench    the measurements"
	@echo "make fuzz     whatever anybody may send, bent; ARGS=\"--seconds 600 --target photo\" passes arguments on"
	@echo "make docs     the generated documents written anew"
	@echo "make db       a local PostgreSQL for development"
	@echo "make format   the source laid out as the check wants it"
	@scripts/prerequisites

ready:
	@scripts/prerequisites

# Packages of the browser's code come anew only when their lock changed.
node_modules/.package-lock.json: package-lock.json | ready
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

browser: src/CivicLoop.Web/wwwroot/site.css

src/CivicLoop.Web/wwwroot/site.css: node_modules/.package-lock.json $(BROWSER_SOURCES)
	npm run --silent build
	@touch $@

demo: ready
	./civicloop demo $(ARGS)

run: ready
	./civicloop serve $(ARGS)

build: browser
	dotnet build -c Release --no-restore --nologo -v quiet -clp:ErrorsOnly -p:BrowserRequired=true

check: ready
	@scripts/test-tools
	dotnet restore --locked-mode -v quiet
	dotnet tool restore
	dotnet csharpier check .
	@$(MAKE) --no-print-directory build
	@scripts/tests

test: ready
	dotnet restore -v quiet
	@$(MAKE) --no-print-directory build
	@scripts/tests $(ARGS)

bench: browser
	dotnet run -c Release --project bench/CivicLoop.Bench -- $(ARGS)

fuzz: ready
	dotnet restore -v quiet
	@$(MAKE) --no-print-directory build
	dotnet tests/CivicLoop.Tests/bin/Release/net10.0/CivicLoop.Tests.dll fuzz $(ARGS)

docs: browser
	dotnet restore -v quiet
	@$(MAKE) --no-print-directory build
	CIVICLOOP_WRITE_DOCS=1 scripts/tests -class '*GeneratedDocs*'

db:
	@connection=$$(scripts/postgres start data/postgres 5433) && \
	echo "PostgreSQL is up. To use it:" && echo "  export CIVICLOOP_POSTGRES=\"$$connection\"" && \
	echo "To stop it: scripts/postgres stop data/postgres"

format: ready
	dotnet tool restore
	dotnet csharpier format .

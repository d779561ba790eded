SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.PHONY: help run test check bench soak tsan fuzz lint format clean setup setup-tests build-tests unit-tests \
	end-to-end-tests api-tests fuzz-shortly

pytest := .build-venv/EndToEnd/bin/pytest --quiet --config-file Tests/EndToEnd/pytest.ini Tests/EndToEnd

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## Install what is missing, build, and start the server on http://127.0.0.1:8080
	@swift build -c release --product todo
	@exec .build/release/todo serve

test: setup setup-tests build-tests unit-tests end-to-end-tests api-tests ## Install what the tests need and run them all

check: setup setup-tests lint test fuzz-shortly ## The gate: lint, import rules, build, tests, small sizes of the long tests

bench: setup ## Measure the server against ceilings in the same run
	@scripts/setup-tests bench
	@swift build -c release --product todo
	@swift build -c release --product bench
	@Benchmarks/run
	@Benchmarks/reminders

soak: setup-tests build-tests ## The long tests at full size: 130 kills, a million tasks, 1,000 listeners, 20,000 recurrence rules, fuzzing, half an hour of requests
	@$(pytest) -k test_crash --crash-rounds=100
	@$(pytest) -k test_clock --clock-net
	@swift build -c release --product todo
	@swift build -c release --product bench
	@TODO_BINARY=.build/release/todo $(pytest) -k test_background_crash --due-series=10000 --due-dates=10000 \
		--due-seconds=60 --due-rounds=30 --due-leases
	@.build/release/bench search-scale
	@TODO_BINARY=.build/release/todo $(pytest) -k test_streams --stream-people=1000 --stream-rate=500 \
		--stream-seconds=60 --stream-p99=50 --order-changes=10000 --stalled-events=20000
	@TODO_BINARY=.build/release/todo $(pytest) -s -k test_recurrence --rules=20000 --zones=0
	@scripts/fuzz 300
	@Tests/schemathesis/run --seconds 1800 --examples 1000 --seed $$RANDOM

tsan: setup ## Run the tests under ThreadSanitizer, in a build folder of its own
	@TSAN_OPTIONS=suppressions=$(CURDIR)/scripts/tsan-suppressions \
		swift test --sanitize=thread --scratch-path .build-tsan --no-parallel

fuzz: setup ## Fuzz each parser of what strangers send for half a minute
	@scripts/fuzz 30

lint: ## Check format, import rules and test rules
	@scripts/lint

format: ## Format the sources in place
	@swift format --in-place --parallel --recursive Package.swift Benchmarks Fuzz Sources Tests

clean: ## Remove everything that was built
	@rm -rf .build .build-*

setup:
	@scripts/setup

setup-tests: setup
	@scripts/setup-tests

build-tests:
	@scripts/build-tests

# One at a time: some tests of timeouts run against the real clock, and hundreds at once hold each other up.
unit-tests: build-tests
	@swift test --skip-build --no-parallel

end-to-end-tests: build-tests
	@$(pytest)

api-tests: build-tests
	@Tests/schemathesis/run --seconds 30

fuzz-shortly: setup
	@scripts/fuzz 5

# The two commands of the README are `make demo` and `make test`; each does all that comes before it.
.PHONY: demo test unit-test program-test build setup model man lint bench fuzz clean

PYTHON := .venv/bin/python
DEPESCHE := build/release/depesche

demo: build
	$(DEPESCHE) read examples/grenzbruecke.txt

test: unit-test program-test

unit-test: build
	ctest --test-dir build/release --output-on-failure -j2

# The whole program, run as a user runs it. What needs ../shared (DEPESCHE_SHARED) is skipped, and counted, without it.
program-test: build
	$(PYTHON) -m pytest -q -rs

build: setup
	cmake --preset release -Wno-dev
	cmake --build --preset release

setup:
	tools/setup

# glibc hands large blocks back to the system after each step and has them zeroed again: a seventh of the training's time.
KEEP_MEMORY := MALLOC_MMAP_THRESHOLD_=8000000000 MALLOC_TRIM_THRESHOLD_=16000000000 MALLOC_TOP_PAD_=500000000

# Trains the reader anew, into training/work/model; goes on from its checkpoint. Hours on two cores (training/README.md).
model: build
	$(PYTHON) -m pip install -q --disable-pip-version-check -r training/requirements.txt
	$(KEEP_MEMORY) PYTHONPATH=training $(PYTHON) -m reader $(MODEL_OPTIONS)

# The man page, made from --help.
man: build
	help2man --no-info --name "read news articles into records of who did what to whom" "$(DEPESCHE)" -o build/release/depesche.1
	help2man --no-info --name "read articles and print their records" "$(DEPESCHE) read" --version-string "$$($(DEPESCHE) --version | head -n 1)" -o build/release/depesche-read.1

lint: build
	tools/lint

bench: build
	$(PYTHON) bench/speed.py

# One target (fuzz/README.md) for so many seconds; what it finds stands in build/fuzz.
FUZZ ?= html
SECONDS ?= 600
fuzz: setup
	cmake --preset fuzz -Wno-dev
	cmake --build --preset fuzz --target fuzz_$(FUZZ)
	mkdir -p build/fuzz/found/$(FUZZ)
	build/fuzz/fuzz/fuzz_$(FUZZ) -max_total_time=$(SECONDS) -timeout=5 -rss_limit_mb=2000 -artifact_prefix=build/fuzz/$(FUZZ)- build/fuzz/found/$(FUZZ) fuzz/corpus/$(FUZZ)

clean:
	rm -rf build

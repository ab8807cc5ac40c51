#!/bin/sh
# Pin every dependency, with the hashes of its files, for every platform and every Python from 3.11 on.
# Usage: tools/lock.sh UV [option of `uv pip compile`, such as --upgrade]
set -eu
cd "$(dirname "$0")/.."
uv=$1
shift

pin() { # pin NAME SOURCE...: writes requirements/NAME.txt
    name=$1
    shift
    "$uv" pip compile "$@" --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-emit-index-url \
        --no-annotate --no-header --no-build --quiet --output-file "requirements/$name.txt" >/dev/null
}

pin run "$@" pyproject.toml
pin server "$@" pyproject.toml --extra server --constraints requirements/run.txt
pin build "$@" --group pyproject.toml:build
pin lock "$@" --group pyproject.toml:lock
# What run.txt pins, the others pin to the same version: all are installed into one environment.
pin test "$@" --group pyproject.toml:test --constraints requirements/run.txt --constraints requirements/server.txt
pin bench "$@" --group pyproject.toml:bench --constraints requirements/run.txt --constraints requirements/server.txt --constraints requirements/test.txt

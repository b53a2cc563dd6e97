#!/bin/sh
# Every check that needs no server; goes on after a failure, so that one run shows them all.
set -u
cd "$(dirname -- "$0")/.."
export PYTHONPATH=scripts
failed=""

check() {
    name=$1
    shift
    echo "lint: $name"
    "$@" || failed="$failed $name"
}

check ruff .venv/bin/ruff check src tests scripts docs setup.py
check format .venv/bin/ruff format --check src tests scripts docs setup.py
check zpretty bin/zpretty --check --include '\.zcml$' src
check translations bin/devpy scripts/check_translations.py
check stylesheet bin/devpy scripts/build_css.py --check
check "legal values" bin/devpy scripts/build_law_docs.py --check
check changes sh -c "bin/towncrier build --draft --version next >/dev/null"

if [ -n "$failed" ]; then
    echo "lint: failed:$failed"
    exit 1
fi
echo "lint: fine"

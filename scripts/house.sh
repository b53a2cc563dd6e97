#!/bin/sh
# Finds a Python that is new enough (installs Debian's when there is none) and hands over to scripts/house.
# POSIX sh, because a bare machine has nothing else. Usage: sh scripts/house.sh VERB; PYTHON=/path/python3 picks one.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
wanted='import sys; sys.exit(sys.version_info < (3, 11))'

find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c "$wanted" >/dev/null 2>&1; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_python() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null 2>&1 || return 1
    echo "No Python 3.11 or newer here: installing python3 and python3-venv."
    as_root apt-get -q update >/dev/null && as_root apt-get -q -y install python3 python3-venv >/dev/null
}

if ! python=$(find_python); then
    if [ -z "${PYTHON:-}" ] && ! command -v python3 >/dev/null 2>&1; then install_python || true; fi
    if ! python=$(find_python); then
        have=$("${PYTHON:-python3}" --version 2>/dev/null || echo "none")
        echo "Stopped: Python 3.11 or newer is needed, found: $have. Debian 12, Ubuntu 24.04 and later have it:" \
            "apt-get install python3 python3-venv; another one is chosen by PYTHON=/path/to/python3." >&2
        exit 1
    fi
fi
exec "$python" -B "$here/run.py" "$@"

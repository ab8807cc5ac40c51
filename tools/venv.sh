#!/bin/sh
# Make .venv with a Python that the lock fits. PYTHON=... names one; else the first that fits is taken.
set -eu
cd "$(dirname "$0")/.."

fail() {
    echo "clawback: $1" >&2
    exit 2
}

fits() {
    command -v "$1" >/dev/null && "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'
}

find_python() {
    for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if fits "$name"; then
            echo "$name"
            return
        fi
    done
    fail "no Python from 3.11 to 3.13 among: ${PYTHON:-python3 python3.13 python3.12 python3.11}.
Install one (Debian: apt-get install python3 python3-venv), or name it: make setup PYTHON=/path/to/python3"
}

# Debian keeps venv's own parts in a package of their own: without it venv fails half-way.
need_venv() {
    if ! "$1" -c 'import ensurepip, venv' 2>/dev/null; then
        tools/debian.sh '' "$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
}

python=$(find_python)
need_venv "$python"
clear=
if [ -e .venv/.stamps/python ]; then
    clear=--clear
fi
"$python" -m venv $clear .venv
mkdir -p .venv/.stamps
pwd -P >.venv/.stamps/python

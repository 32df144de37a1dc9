#!/bin/sh
# Makes the lock files anew from pyproject.toml, with uv (any recent one, on the PATH):
# exact versions, and the hash of every file of each for Python 3.11 and later on every system.
# No package host is written down: each clinic's own configuration says where packages come from.
set -eu
cd "$(dirname "$0")/.."

compile() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-annotate --no-header --no-emit-index-url "$@"
}

compile pyproject.toml --output-file packaging/requirements.lock
compile pyproject.toml --group dev --constraints packaging/requirements.lock \
    --output-file packaging/requirements-dev.lock
compile pyproject.toml --extra voice --constraints packaging/requirements.lock \
    --output-file packaging/requirements-voice.lock
compile pyproject.toml --group build --constraints packaging/requirements.lock \
    --output-file packaging/requirements-build.lock

#!/usr/bin/env bash
# Set up what `make run` or `make test` needs: system packages where they are missing and we may install them, then .venv.
# Usage: scripts/setup.sh run|test     PYTHON=/path/to/python names the interpreter to use.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
purpose=${1:?usage: scripts/setup.sh run|test}

say() { printf 'glotta: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

is_recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() { # prints the first Python that is at least 3.11
    local candidate
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if is_recent "$candidate"; then command -v "$candidate"; return; fi
    done
    return 1
}

may_install() { command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

install() { # installs system packages; only errors are shown
    say "installing system packages: $*"
    as_root apt-get -qq update >/dev/null || return 1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" </dev/null >/dev/null
}

require() { # installs system packages or ends with the command that does
    [ $# -gt 0 ] || return 0
    local by_hand="sudo apt-get install -y $*"
    may_install || fail "these system packages are missing and this user may not install them. Run: $by_hand"
    install "$@" || fail "system packages could not be installed. Run, and see why: $by_hand"
}

missing_for() { # prints the Debian packages that building and running need and that this machine lacks
    local python=$1 version
    version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    # Asked of the interpreter, not of dpkg: a Python that was built by hand needs neither package.
    "$python" -c 'import venv, ensurepip' 2>/dev/null || echo "$version-venv"
    "$python" -c 'import os, sysconfig; os.stat(os.path.join(sysconfig.get_path("include"), "Python.h"))' 2>/dev/null || echo "$version-dev"
    # PyICU is built from its source against the system's ICU.
    command -v g++ >/dev/null || echo g++
    command -v pkg-config >/dev/null || echo pkg-config
    pkg-config --exists icu-i18n 2>/dev/null || echo libicu-dev
}

find_browser() { # the browser tests drive Debian's Chromium; without it they are skipped, with the reason
    command -v chromium >/dev/null && command -v chromedriver >/dev/null && return
    if ! may_install || ! grep -q '^ID=debian' /etc/os-release; then # Ubuntu's `chromium` is a snap, which CI machines cannot run
        say "no chromium with chromedriver here: the browser tests will be skipped"
        return
    fi
    install chromium chromium-driver || say "chromium could not be installed: the browser tests will be skipped"
}

python=$(find_python) || {
    [ -z "${PYTHON:-}" ] || fail "PYTHON=$PYTHON is not a Python 3.11 or newer"
    may_install || fail "Python 3.11 or newer is needed ($(python3 --version 2>&1) found). Run: sudo apt-get install -y python3.11 python3.11-venv python3.11-dev"
    install python3.11 || fail "Python 3.11 or newer is needed and this system has no package of it; install one and run: PYTHON=/path/to/python make $purpose"
    python=$(find_python)
}

if [ ! -x .venv/bin/python ] || ! is_recent .venv/bin/python; then
    mapfile -t packages < <(missing_for "$python")
    require "${packages[@]}"
    say "making .venv with $("$python" --version) ($python)"
    rm -rf .venv
    PIP_QUIET=1 "$python" -m venv --upgrade-deps .venv
fi

extras=""
if [ "$purpose" = test ]; then
    find_browser
    extras="[test]"
fi
say "installing what pyproject.toml names (the first time takes a minute or two)"
PYTHONWARNINGS=ignore .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".$extras" </dev/null \
    || fail "pip could not install the dependencies (its message is above). If it was PyICU: sudo apt-get install -y libicu-dev pkg-config g++; then run make again"

touch .venv/ready-to-run
[ "$purpose" != test ] || touch .venv/ready-to-test

#!/bin/sh
# Makes the machine ready: Debian's libraries where they are missing and may be installed,
# then the Python packages, pinned, into .venv. Run by `make`; safe to run again.
# With --terminal: without what only tests and measurements need.
# With --missing: only says which of Debian's packages are missing (install.sh asks).
set -eu
extras='[dev,bench]'
[ "${1:-}" = --terminal ] && extras=''
cd "$(dirname "$0")/.."

have_library() { ldconfig -p 2>/dev/null | grep -q "$1" || ls /usr/lib/*/"$1" >/dev/null 2>&1; }

have_one_of() {
    for file in "$@"; do [ ! -e "$file" ] || return 0; done
    return 1
}

missing=''
have_library libEGL.so.1 || missing="$missing libegl1"
have_library libEGL_mesa.so.0 || missing="$missing libegl-mesa0"
have_library libGL.so.1 || missing="$missing libgl1"
have_library libfribidi.so.0 || missing="$missing libfribidi0" # joins Arabic and Indic letters
have_one_of /usr/lib/*/dri/swrast_dri.so /usr/lib/*/libgallium-*.so /usr/lib/dri/swrast_dri.so \
    || missing="$missing libgl1-mesa-dri"
# SDL opens these by itself where there is an X server; without libxi6 it knows one finger only.
have_library libX11.so.6 || missing="$missing libx11-6"
have_library libXext.so.6 || missing="$missing libxext6"
have_library libXcursor.so.1 || missing="$missing libxcursor1"
have_library libXi.so.6 || missing="$missing libxi6"
have_library libXrandr.so.2 || missing="$missing libxrandr2"
if [ ! -x .venv/bin/python ]; then
    python3 -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"
fi

if [ "${1:-}" = --missing ]; then
    printf '%s' "$missing"
    exit
fi

if [ "$(id -u)" = 0 ]; then run=''; elif sudo -n true 2>/dev/null; then run=sudo; else run=no; fi

if [ -n "$missing" ]; then
    if [ "$run" = no ]; then
        echo "Il manque des bibliothèques. Lancez cette ligne, puis recommencez :" >&2
        echo "  sudo apt-get install -y --no-install-recommends$missing" >&2
        exit 1
    fi
    export DEBIAN_FRONTEND=noninteractive
    $run apt-get update -qq
    # shellcheck disable=SC2086
    $run apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

# A browser tries the visitors' page. Where it cannot be installed, those tests say the one line.
if [ -n "$extras" ] && [ "$run" != no ] && ! command -v chromium >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    { $run apt-get update -qq && $run apt-get install -y -qq --no-install-recommends chromium \
        >/dev/null; } || echo "Chromium ne s'installe pas ici : ses tests le diront." >&2
fi

python3 - <<'PYTHON' || exit 1
import sys
if sys.version_info < (3, 11):
    sys.exit(f"Il faut Python 3.11 ou plus récent ; celui-ci est {sys.version.split()[0]}.")
PYTHON

[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check \
    --constraint constraints.txt --editable ".$extras"
.venv/bin/python -m kiosk.i18n.catalogues compile
[ -z "$extras" ] || touch .venv/ready

#!/bin/sh
# Makes the virtual environment, or says in one line what is missing.
set -u
if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "build_dossier needs Python 3.11 or newer as '$PYTHON'; install it, or call make PYTHON=/path/to/python3.11" >&2
    exit 1
fi
[ -x "$VENV/bin/pip" ] && exit 0
"$PYTHON" -m venv "$VENV" >/dev/null 2>&1 && exit 0
# Debian and Ubuntu ship venv apart; take it where we may.
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    { apt-get update -qq && apt-get install -y -qq python3-venv; } >/dev/null 2>&1
    rm -rf "$VENV"
    "$PYTHON" -m venv "$VENV" && exit 0
fi
rm -rf "$VENV"
echo "python3 has no working venv module; install it with: sudo apt install python3-venv" >&2
exit 1

#!/bin/sh
# Makes sure that the browser tests find a Chromium: the machine's own, or one from apt where we may.
# Without one it says what to install; the browser tests then fail, they do not skip.
set -u
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests (once)"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >/dev/null 2>&1
    command -v chromium >/dev/null 2>&1 && exit 0
fi
echo "The browser tests need Chromium; install it with: sudo apt install chromium" >&2
exit 0

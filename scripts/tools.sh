#!/bin/sh
# The programs of the system that some formats and tests need: installs those that are missing where it may
# (Debian, as root), and names those that are still missing. Never fails: the tests that need them are left out.
set -u

missing() {  # prints a package for each program that is not there
  command -v sqlite3 >/dev/null || echo sqlite3
  command -v bsdtar >/dev/null || echo libarchive-tools
  command -v tesseract >/dev/null || echo tesseract-ocr
  { command -v tesseract >/dev/null && tesseract --list-langs 2>/dev/null | grep -qx vie; } || echo tesseract-ocr-vie
  command -v soffice >/dev/null || echo libreoffice-writer-nogui libreoffice-calc-nogui
  command -v chromium >/dev/null || echo chromium
  fc-list ":lang=vi" family 2>/dev/null | grep -q "Liberation Serif" || echo fonts-liberation2
}

packages=$(missing)
test -n "$packages" || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && [ "${VANBAN_NO_APT:-}" = "" ]; then
  echo "Installing for the tests: $(echo $packages) ..." >&2
  { timeout 60 apt-get -qq update
    DEBIAN_FRONTEND=noninteractive timeout 240 apt-get -qq install -y --no-install-recommends $packages
  } >/dev/null 2>&1 </dev/null
  packages=$(missing)
fi
test -z "$packages" || {
  echo "Not on this machine, so the tests that need it are left out: $(echo $packages)" >&2
  echo "  Debian: apt-get install --no-install-recommends $(echo $packages)" >&2
}

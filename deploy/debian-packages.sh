#!/bin/sh
# Installs what the tests and `make stack` need from Debian, or says in one line what to install.
set -eu
missing=""
for pair in promtool:prometheus amtool:prometheus-alertmanager chromium:chromium; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair##*:}"
done
if ! fc-list 2>/dev/null | grep -qi dejavu; then missing="$missing fontconfig fonts-dejavu-core"; fi
[ -z "$missing" ] && exit 0
if [ "$(id -u)" != 0 ]; then
    echo "missing Debian packages; as root: apt-get install -y --no-install-recommends$missing" >&2
    exit 2
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "no apt-get here; install the equivalent of these Debian packages:$missing" >&2
    exit 2
fi
export DEBIAN_FRONTEND=noninteractive
apt-get -o DPkg::Lock::Timeout=400 -qq update
# Debian starts its services on installation; the tests and `make stack` start their own.
apt-get -o DPkg::Lock::Timeout=400 -qq install -y --no-install-recommends $missing >/dev/null

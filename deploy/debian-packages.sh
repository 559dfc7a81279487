#!/bin/sh
# Installs what the tests and `make stack` need from Debian, or says in one line what to install.
set -eu
missing=""
for pair in promtool:prometheus amtool:prometheus-alertmanager chromium:chromium; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair##*:}"
done
# Debian keeps the server's programs outside of PATH.
set -- /usr/lib/postgresql/*/bin/postgres
if [ ! -x "$1" ] && ! command -v postgres >/dev/null 2>&1; then missing="$missing postgresql"; fi
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
# Debian starts its services on installation; the tests and `make stack` start their own. It would make a first
# PostgreSQL cluster as well, on the usual port: not with this file, which goes again.
no_cluster=/etc/postgresql-common/createcluster.d/project06.conf
mkdir -p "$(dirname "$no_cluster")"
echo "create_main_cluster = false" >"$no_cluster"
trap 'rm -f "$no_cluster"' EXIT
apt-get -o DPkg::Lock::Timeout=400 -qq install -y --no-install-recommends $missing >/dev/null

#!/bin/sh
# The demo with Debian's Prometheus and Alertmanager beside it; Ctrl-C stops all three. No containers, no Grafana.
# Ports: P06_PORT, PROMETHEUS_PORT, ALERTMANAGER_PORT. Further words go to `p06 demo`: sh deploy/stack.sh --play
set -eu
cd "$(dirname "$0")/.."

p06_port=${P06_PORT:-8006}
prometheus_port=${PROMETHEUS_PORT:-9090}
alertmanager_port=${ALERTMANAGER_PORT:-9093}

for program in .venv/bin/p06 /usr/bin/prometheus /usr/bin/prometheus-alertmanager; do
    [ -x "$program" ] || { echo "$program is missing; 'make stack' installs it" >&2; exit 2; }
done

work=$(mktemp -d)
children=""
stop() {
    trap - EXIT INT TERM
    for child in $children; do kill "$child" 2>/dev/null || true; done
    for child in $children; do wait "$child" 2>/dev/null || true; done
    rm -rf "$work"
}
trap 'stop' EXIT
trap 'stop; exit 130' INT
trap 'stop; exit 143' TERM

cp -R deploy/prometheus "$work/prometheus"
echo "- targets: [\"127.0.0.1:$p06_port\"]" >"$work/prometheus/targets/project06.yml"
echo "- targets: [\"127.0.0.1:$alertmanager_port\"]" >"$work/prometheus/targets/alertmanager.yml"

/usr/bin/prometheus-alertmanager --config.file=deploy/alertmanager/alertmanager.yml \
    --storage.path="$work/alertmanager-data" --cluster.listen-address= \
    --web.listen-address="127.0.0.1:$alertmanager_port" >"$work/alertmanager.log" 2>&1 &
alertmanager=$!
children="$children $alertmanager"

/usr/bin/prometheus --config.file="$work/prometheus/prometheus.yml" --storage.tsdb.path="$work/prometheus-data" \
    --web.listen-address="127.0.0.1:$prometheus_port" >"$work/prometheus.log" 2>&1 &
prometheus=$!
children="$children $prometheus"

.venv/bin/p06 demo --port "$p06_port" --data "$work/demo" "$@" &
demo=$!
children="$children $demo"

echo "Prometheus    http://127.0.0.1:$prometheus_port/alerts"
echo "Alertmanager  http://127.0.0.1:$alertmanager_port/"
echo "Board         http://127.0.0.1:$p06_port/"
echo "Ctrl-C stops all three."

# They stand or fall together.
while sleep 1; do
    kill -0 "$demo" 2>/dev/null || { echo "p06 demo has ended" >&2; exit 1; }
    kill -0 "$prometheus" 2>/dev/null || { tail -n 5 "$work/prometheus.log" >&2; exit 1; }
    kill -0 "$alertmanager" 2>/dev/null || { tail -n 5 "$work/alertmanager.log" >&2; exit 1; }
done

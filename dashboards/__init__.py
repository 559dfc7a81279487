"""Writes the Grafana dashboards, the Prometheus rules and their tests from the metric catalogue."""

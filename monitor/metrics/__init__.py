"""The service's figures as Prometheus metrics."""

"""The demo: a simulator of the systems that publish, in a process of its own, and a service that collects from it."""

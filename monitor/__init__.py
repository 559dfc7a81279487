"""The service: keeps what collectors read, judges it against targets, and answers for it."""

"""Sources: fetch bytes, read Readings out of them. Knows nothing of the monitor."""

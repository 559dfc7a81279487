"""The sections of a campaign file, one module each: what no schema of one entry can see is judged here."""

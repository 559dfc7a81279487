"""How much of a PDF is read, and what reading it may take."""

from __future__ import annotations

MOST_PAGES = 500
MOST_LETTERS = 2_000_000
# Drawings, not tables: a page with more paths than this has no rules that are looked at.
MOST_PATHS = 50_000
# What one compressed part of a file may unpack to; a page of text and rules takes some hundred thousand bytes.
LARGEST_PART = 32_000_000
# What the process that reads may ask for beside what it began with, and how long it may think.
MEMORY_BYTES = 220_000_000
PROCESSOR_SECONDS = 15

"""Reads figures in Vietnamese and English text: plain values in, plain values out; no clock, no network."""

"""Figures of tables and JSON records: what a cell says, how cells make a Reading, and what stands there twice."""

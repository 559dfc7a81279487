"""Tables in workbooks and CSV files: those that a campaign describes, and those that nobody has described."""

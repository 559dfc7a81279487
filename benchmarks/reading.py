"""Reading a workbook: our child process beside openpyxl's peer python-calamine in this process."""

"""Any document, taken apart into paragraphs and tables, and the figures in it with their evidence."""

"""A web page taken apart: what it shows, which part of it is its article, and when it was published."""
